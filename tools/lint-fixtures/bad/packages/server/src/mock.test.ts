// expect: No module mocks
import { vi } from 'vitest'

vi.mock('./clock.ts')
