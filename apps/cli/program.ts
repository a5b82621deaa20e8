/** The program: its first steps and its commands. */
import { Command } from 'commander'
import { addCalendar } from './commands/calendar'
import { addCampaign } from './commands/campaign'
import { addCarriers } from './commands/carriers'
import { addChangeover } from './commands/changeover'
import { addCollections } from './commands/collections'
import { addComplaint } from './commands/complaint'
import { addConfig } from './commands/config'
import { addCreditor } from './commands/creditor'
import { addDemo } from './commands/demo'
import { addDossier } from './commands/dossier'
import { addExplain } from './commands/explain'
import { addExport } from './commands/export'
import { addHelp } from './commands/help'
import { addHold } from './commands/hold'
import { addOutcome } from './commands/outcome'
import { addImport } from './commands/import'
import { addKey } from './commands/key'
import { addLetters } from './commands/letters'
import { addMandate } from './commands/mandate'
import { addMigrate } from './commands/migrate'
import { addMoveDatabase } from './commands/move-database'
import { addRelease } from './commands/release'
import { addSimulate } from './commands/simulate'
import { addStart } from './commands/start'
import { addStatement } from './commands/statement'
import { addSuggest } from './commands/suggest'
import { addSwitch } from './commands/switch'
import { addTasks } from './commands/tasks'
import { addTemplates } from './commands/templates'
import { addTimeline } from './commands/timeline'
import { addUsers } from './commands/users'
import { addWaive } from './commands/waive'

const FIRST_STEPS = `
First steps:
  tijdig demo                                             see it work on an invented portfolio
  tijdig creditor add acme --profile acme.yaml            who the reminders are from
  tijdig import claims open-items.csv --mapping generic   what is owed; nothing is sent yet
  tijdig start                                            decide, in shadow, and answer on http://127.0.0.1:3000
  tijdig timeline D-1001                                  what would be sent, when and why
  tijdig release acme                                     let it send

The answer goes to standard output, messages and progress to standard error. Exit codes, unless a command says otherwise:
  0 done   1 ran, and the answer is no   2 wrong usage or input   3 no database   4 a fault in Tijdig   130 interrupted
Settings come from the environment: config/env.example explains each.`

export function buildProgram(): Command {
  const program = new Command('tijdig')
    .description('Reminds every debtor at the right moment, over the right channel, with a reason for each contact.')
    .exitOverride()
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', FIRST_STEPS)
  for (const add of [
    addDemo,
    addStart,
    addMigrate,
    addMoveDatabase,
    addCreditor,
    addCarriers,
    addKey,
    addUsers,
    addImport,
    addTimeline,
    addExplain,
    addStatement,
    addTasks,
    addHold,
    addWaive,
    addComplaint,
    addMandate,
    addCollections,
    addLetters,
    addDossier,
    addOutcome,
    addRelease,
    addSwitch,
    addExport,
    addSimulate,
    addSuggest,
    addChangeover,
    addConfig,
    addCampaign,
    addCalendar,
    addTemplates,
    addHelp,
  ])
    add(program)
  return program
}
