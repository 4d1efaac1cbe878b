import { Provider } from '@urql/preact'
import { render } from 'preact'
import { App } from './App'
import { client } from './graphql/client'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/lists.css'
import './styles/messages.css'
import './styles/webhooks.css'

render(<Provider value={client}><App /></Provider>, document.getElementById('portal')!)
