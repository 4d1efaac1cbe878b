import { Component, h, type ComponentType, type FunctionComponent } from 'preact'

// memo renders a component again only when one of its properties is another.
export function memo<P extends object>(Inner: ComponentType<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P) {
      const now = this.props as Record<string, unknown>
      return Object.entries(next).some(([name, value]) => now[name] !== value)
    }
    override render() {
      return h(Inner as ComponentType<object>, this.props)
    }
  }
  return Memo as unknown as FunctionComponent<P>
}
