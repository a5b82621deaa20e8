/** Campaigns of the demo: one that asks firms how they like to be written to, one that tries two ladders, one that is only a draft. */
import type { EnrolmentState } from '#domain'
import type { CampaignView, NewCampaignBody, RecipientView, VariantBody } from '../../api/campaigns/campaign.dto'
import type { DryRunView } from '../../api/campaigns/dry-run.dto'
import type { MadeView } from '../../api/creditors/creditor.dto'
import type { Page } from '../../api/http/page'
import type { Shift } from './shift'

interface Plan {
  readonly campaign: Omit<NewCampaignBody, 'segmentId'>
  readonly segment: { readonly name: string; readonly filter: object }
}

const variant = (name: 'a' | 'b', strategy: string, share: number): VariantBody => ({ name, strategy, strategyVersion: 1, share })

const ASKED: Plan = {
  campaign: { name: 'Hoe bereiken we u het liefst', kind: 'preference', enrolment: 'once', variants: [], contactsPerHour: 200 },
  segment: {
    name: 'Zakelijk, één open rekening',
    filter: {
      all: [
        { field: 'kind', in: ['business'] },
        { field: 'open-claims', min: 1, max: 1 },
      ],
    },
  },
}
const TWO_LADDERS: Plan = {
  campaign: {
    name: 'Winter: twee ladders',
    kind: 'reminders',
    enrolment: 'once',
    variants: [variant('a', 'consumer', 60), variant('b', 'sociaal', 40)],
    contactsPerHour: 100,
    callsPerDay: 40,
  },
  segment: {
    name: 'Particulieren, tot twee weken te laat',
    filter: {
      all: [
        { field: 'kind', in: ['consumer'] },
        { field: 'days-overdue', min: -10, max: 14 },
        { not: { field: 'open-promise', is: true } },
      ],
    },
  },
}
const DRAFT: Plan = {
  campaign: {
    name: 'Maart: grote bedragen',
    kind: 'reminders',
    enrolment: 'once',
    variants: [variant('a', 'consumer', 100)],
    contactsPerHour: 60,
    callsPerDay: 25,
  },
  segment: {
    name: 'Meer dan € 500 te laat',
    filter: {
      all: [
        { field: 'open-amount', min: 50_000 },
        { field: 'days-overdue', min: 1 },
      ],
    },
  },
}

export async function runCampaigns(shift: Shift): Promise<void> {
  if (shift.day === 3) await start(shift, ASKED)
  if (shift.day === 8) await noteAnswers(shift)
  if (shift.left === 7) await start(shift, TWO_LADDERS)
  if (shift.left === 0) await foresee(shift, await make(shift, DRAFT))
}

async function start(shift: Shift, plan: Plan): Promise<void> {
  const id = await make(shift, plan)
  const { previewId, enrolled } = await foresee(shift, id)
  await shift.desks.operator.post(`/campaigns/${id}/start`, { previewId, enrolled }, `start ${id}`)
}

/** Each is done once, so that a scene which is played again gets the answers of the first time. */
async function make({ desks: { operator } }: Shift, { campaign, segment }: Plan): Promise<string> {
  const stored = await operator.post<MadeView>('/segments', segment, `segment ${slug(segment.name)}`)
  const made = await operator.post<MadeView>('/campaigns', { ...campaign, segmentId: stored?.id }, `campaign ${slug(campaign.name)}`)
  if (!made) throw new Error(`the campaign ${campaign.name} could not be made`)
  return made.id
}

/** A key of a repetition is plain characters. */
const slug = (name: string): string => name.replaceAll(/[^a-z0-9]/gi, '-')

async function found({ desks: { operator } }: Shift, { campaign }: Plan): Promise<string> {
  const { items } = await operator.get<Page<CampaignView>>('/campaigns')
  const known = items.find(({ name }) => name === campaign.name)
  if (!known) throw new Error(`there is no campaign ${campaign.name}`)
  return known.id
}

/** Whoever has not left it yet. */
const OPEN: readonly string[] = ['waiting', 'contacted', 'held', 'with-person'] satisfies EnrolmentState[]

/** All have told by now, by mail or by telephone; then the campaign is finished. */
async function noteAnswers(shift: Shift): Promise<void> {
  const { supervisor, operator } = shift.desks
  const { items } = await operator.get<Page<RecipientView>>(`/campaigns/${await found(shift, ASKED)}/recipients?limit=200`)
  for (const { debtorId, debtor, state } of items) {
    const channel = shift.dice(debtor, 'prefers') < 0.7 ? 'email' : 'call'
    if (OPEN.includes(state))
      await supervisor.post(`/debtors/${debtorId}/channel-preferences`, { preferences: [{ documentType: 'reminder', channel }] })
  }
}

async function foresee({ desks: { operator } }: Shift, id: string): Promise<DryRunView> {
  const seen = await operator.post<DryRunView>(`/campaigns/${id}/preview`, { mostPlayed: 100 }, `preview ${id}`)
  if (!seen) throw new Error('the campaign could not be foreseen')
  return seen
}
