// expect: lint/correctness/noUndeclaredDependencies
import fastify from 'fastify'

export const app = fastify()
