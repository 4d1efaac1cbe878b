import { render } from 'preact'
import { App } from './App'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/lists.css'
import './styles/messages.css'
import './styles/webhooks.css'

render(<App />, document.getElementById('portal')!)
