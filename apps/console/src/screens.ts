/** Every screen there is: its path, who may see it, and how one gets there. The one place to register one. */
import type { Door, ScreenEntry } from './app/menu'
import type { Role } from './app/session'

const EVERYBODY: readonly Role[] = ['agent', 'supervisor', 'operator', 'approver', 'admin', 'auditor']

const DESK: readonly Role[] = ['agent', 'supervisor', 'operator', 'approver', 'admin']
/** Who reads the figures of campaigns and imports; who steers them is said on each page. */
const OPERATIONS: readonly Role[] = ['supervisor', 'operator', 'approver', 'admin', 'auditor']
const TEAM: readonly Role[] = ['supervisor', 'operator', 'approver', 'admin', 'auditor']
/** Of the work lists, the one that waits least well. */
const FIRST_LIST = 'broken-promise'
const OPERATORS: readonly Role[] = ['operator', 'approver', 'admin']
/** Who says what a payment is for; the auditor reads it. */
const LINKERS: readonly Role[] = ['operator', 'approver', 'admin', 'auditor']
const ADMINS: readonly Role[] = ['admin']

/** From outside: shown to whoever is not logged in. */
export const DOORS: readonly Door[] = [
  { path: '/login', load: () => import('./screens/login').then(({ LoginScreen }) => ({ Screen: LoginScreen })) },
  { path: '/setup', load: () => import('./screens/setup').then(({ SetupScreen }) => ({ Screen: SetupScreen })) },
]

export const SCREENS: readonly ScreenEntry[] = [
  { path: '/', roles: EVERYBODY, name: { nl: 'Vandaag', en: 'Today' }, key: 'h', load: () => import('./screens/home') },
  { path: '/calls', roles: DESK, name: { nl: 'Bellen', en: 'Calls' }, key: 'c', load: () => import('./screens/calls') },
  { path: '/calls/team', roles: TEAM, name: { nl: 'Team bellen', en: 'Call team' }, load: () => import('./screens/team') },
  { path: '/inbox', roles: EVERYBODY, name: { nl: 'Inbox', en: 'Inbox' }, key: 'i', load: () => import('./screens/inbox') },
  { path: '/debtors', roles: EVERYBODY, name: { nl: 'Debiteuren', en: 'Debtors' }, key: 'd', load: () => import('./screens/debtors') },
  {
    path: '/work/$kind',
    link: `/work/${FIRST_LIST}`,
    roles: EVERYBODY,
    name: { nl: 'Werk', en: 'Work' },
    key: 'w',
    load: () => import('./screens/work'),
  },
  { path: '/debtors/$id', roles: EVERYBODY, name: { nl: 'Debiteur', en: 'Debtor' }, load: () => import('./screens/debtor') },
  {
    path: '/campaigns',
    roles: OPERATIONS,
    name: { nl: 'Campagnes', en: 'Campaigns' },
    key: 'a',
    load: () => import('./screens/campaigns'),
  },
  {
    path: '/campaigns/new',
    roles: OPERATORS,
    name: { nl: 'Nieuwe campagne', en: 'New campaign' },
    load: () => import('./screens/new-campaign'),
  },
  { path: '/campaigns/$id', roles: OPERATIONS, name: { nl: 'Campagne', en: 'Campaign' }, load: () => import('./screens/campaign') },
  { path: '/letters', roles: OPERATIONS, name: { nl: 'Brieven', en: 'Letters' }, key: 'l', load: () => import('./screens/letters') },
  { path: '/letters/$id', roles: OPERATIONS, name: { nl: 'Batch', en: 'Batch' }, load: () => import('./screens/letter-batch') },
  { path: '/imports', roles: OPERATIONS, name: { nl: 'Imports', en: 'Imports' }, key: 'm', load: () => import('./screens/imports') },
  {
    path: '/imports/new',
    roles: OPERATORS,
    name: { nl: 'Bestand inlezen', en: 'Import a file' },
    load: () => import('./screens/new-import'),
  },
  { path: '/imports/$id', roles: OPERATIONS, name: { nl: 'Import', en: 'Import' }, load: () => import('./screens/import') },
  {
    path: '/payments/unmatched',
    roles: LINKERS,
    name: { nl: 'Betalingen zonder post', en: 'Payments without a claim' },
    load: () => import('./screens/unmatched'),
  },
  { path: '/editors', roles: OPERATIONS, name: { nl: 'Teksten', en: 'Wording' }, key: 'e', load: () => import('./screens/editors') },
  { path: '/editors/drafts/$id', roles: OPERATIONS, name: { nl: 'Concept', en: 'Draft' }, load: () => import('./screens/draft') },
  { path: '/editors/versions/$id', roles: OPERATIONS, name: { nl: 'Versie', en: 'Version' }, load: () => import('./screens/version') },
  {
    path: '/dashboard',
    roles: OPERATIONS,
    name: { nl: 'Dashboard', en: 'Dashboard' },
    key: 'b',
    load: () => import('./screens/dashboard'),
  },
  { path: '/settings/users', roles: ADMINS, name: { nl: 'Beheer', en: 'Administration' }, key: 's', load: () => import('./screens/users') },
  { path: '/settings/users/$id', roles: ADMINS, name: { nl: 'Gebruiker', en: 'User' }, load: () => import('./screens/user') },
  { path: '/settings/api-keys', roles: ADMINS, name: { nl: 'API-sleutels', en: 'API keys' }, load: () => import('./screens/api-keys') },
  { path: '/settings/channels', roles: ADMINS, name: { nl: 'Kanalen', en: 'Channels' }, load: () => import('./screens/channels') },
  {
    path: '/settings/audit',
    roles: ['admin', 'auditor'],
    name: { nl: 'Logboek', en: 'Audit' },
    key: 'u',
    load: () => import('./screens/audit'),
  },
  { path: '/me', roles: EVERYBODY, name: { nl: 'Mijn instellingen', en: 'My settings' }, load: () => import('./screens/me') },
]
