import { Component, type ReactNode } from 'react'
import { ErrorState } from '../../design/error-state.tsx'
import { t } from '../../texts/text.ts'

interface Props {
  children: ReactNode
  /** What stopped, as a sentence. */
  title?: string
  /** A part that is made anew when this changes. */
  of?: string
}

interface State {
  readonly fault: Error | null
  readonly of: string | undefined
}

/** Keeps the rest of the page alive when a part of it stops. */
export class Boundary extends Component<Props, State> {
  override state: State = { fault: null, of: this.props.of }

  static getDerivedStateFromError(fault: unknown): Partial<State> {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) }
  }

  static getDerivedStateFromProps({ of }: Props, state: State): Partial<State> | null {
    return of === state.of ? null : { of, fault: null }
  }

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === null) return this.props.children
    return (
      <ErrorState
        title={this.props.title ?? t('errors.partStopped')}
        report={`${fault.stack ?? fault.message}\n${navigator.userAgent}`}
        onRetry={() => this.setState({ fault: null })}
      />
    )
  }
}
