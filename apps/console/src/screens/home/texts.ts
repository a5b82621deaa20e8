/** The words of the day's first page. */
const nl = {
  hello: (name: string) => `Dag ${name}`, role: (role: string) => `U bent hier ${role}.`,
  call: 'Begin met bellen', waits: 'Werk dat wacht', noWork: 'Er wacht geen werk op u.', inbox: 'Wacht op antwoord', noInbox: 'Alle berichten zijn beantwoord.', all: 'Toon alles',
  approvals: 'Wacht op goedkeuring', noApprovals: 'Niets wacht op goedkeuring.', version: (version: number) => `versie ${version}`,
  team: 'Team bellen', ready: 'klaar om te bellen', talking: 'in gesprek', resting: 'in pauze', interrupted: 'afgebroken',
  campaigns: 'Campagnes', noCampaigns: 'Er loopt geen campagne.', letters: 'Brieven die nog weg moeten', noLetters: 'Er ligt geen batch klaar.', imports: 'Laatste imports', noImports: 'Er is nog niets ingelezen.',
  refused: (rows: string) => `${rows} regels geweigerd`, where: 'Waarheen',
}
const en = {
  hello: (name: string) => `Hello ${name}`, role: (role: string) => `You are ${role} here.`,
  call: 'Begin calling', waits: 'Work that waits', noWork: 'No work waits for you.', inbox: 'Waits for an answer', noInbox: 'All messages are answered.', all: 'Show all',
  approvals: 'Waits for approval', noApprovals: 'Nothing waits for approval.', version: (version: number) => `version ${version}`,
  team: 'Call team', ready: 'ready to call', talking: 'on a call', resting: 'resting', interrupted: 'broken off',
  campaigns: 'Campaigns', noCampaigns: 'No campaign is running.', letters: 'Letters still to leave', noLetters: 'No batch is waiting.', imports: 'Latest imports', noImports: 'Nothing was imported yet.',
  refused: (rows: string) => `${rows} rows refused`, where: 'Where to',
} satisfies typeof nl

export const texts = { nl, en }
