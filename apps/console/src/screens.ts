/** Every screen there is: its path, who may see it, and how one gets there. The one place to register one. */
import type { ScreenEntry } from './app/menu'
import type { Role } from './app/session'

const EVERYBODY: readonly Role[] = ['agent', 'supervisor', 'operator', 'approver', 'admin', 'auditor']

export const SCREENS: readonly ScreenEntry[] = [
  { path: '/', roles: EVERYBODY, name: { nl: 'Vandaag', en: 'Today' }, key: 'h', load: () => import('./screens/home') },
  { path: '/me', roles: EVERYBODY, name: { nl: 'Mijn instellingen', en: 'My settings' }, load: () => import('./screens/me') },
]
