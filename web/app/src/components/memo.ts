import { Component, h, type ComponentType, type FunctionComponent } from 'preact'

// memo returns a component that renders again only if one of its properties has changed.
export function memo<P extends object>(Inner: ComponentType<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P) {
      const current = this.props as Record<string, unknown>
      return Object.entries(next).some(([name, value]) => current[name] !== value)
    }
    override render() {
      return h(Inner as ComponentType<object>, this.props)
    }
  }
  return Memo as unknown as FunctionComponent<P>
}
