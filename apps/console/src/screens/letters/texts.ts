/** The words of letter batches. */
const nl = {
  title: 'Brieven', assemble: 'Samenstellen', none: 'Er is nog geen batch.', noneHow: 'Stel een batch samen uit de brieven die nu klaar zijn om te gaan.', nothingDue: 'Er is nu geen brief die weg moet.',
  made: 'Gemaakt', state: 'Stand', day: 'Postdag', letters: 'Brieven', pages: 'Bladzijden', legal: 'wettelijk', reprint: 'opnieuw geprint', alarm: 'De drukker mist iets', more: 'Meer laden', next: 'Volgende', previous: 'Vorige',
  states: { assembled: 'samengesteld', checked: 'gecontroleerd', released: 'vrijgegeven', exported: 'geëxporteerd', posted: 'gepost', delivered: 'bezorgd', returned: 'retour', rejected: 'afgekeurd', withdrawn: 'eruit gehaald' } as Readonly<Record<string, string>>,
  batch: (day: string) => `Batch voor ${day}`, notThere: 'Deze batch is er niet.',
  check: 'Controleren', checking: 'Iedere brief wordt bekeken', release: 'Vrijgeven', exportIt: 'Download zip', copy: 'Download nog eens (kopie)', posted: 'Gepost melden',
  secondPerson: 'Er zitten wettelijke brieven in. Iemand anders dan wie samenstelde of controleerde, moet vrijgeven.',
  releaseTitle: (count: string) => `${count} brieven vrijgeven?`, releaseSays: 'Iedere brief wordt nog één keer bekeken: wie betaalde of stil ligt, gaat eruit. Daarna wordt geprint. Dit kan niet worden teruggedraaid.',
  postedTitle: 'Wanneer is de batch gepost?', postedOn: 'Postdag', postedSays: 'Is dat later dan berekend, dan worden brieven met een wettelijke termijn opnieuw gemaakt.',
  postedDone: (posted: string, again: string) => `${posted} brieven zijn gepost; ${again} worden opnieuw gemaakt.`,
  cancel: 'Niet doen', save: 'Opslaan',
  debtor: 'Debiteur', phase: 'Fase', delivery: 'Bezorgd rond', payBy: 'Betalen voor', takeOut: 'Eruit halen', takenOut: 'Contact met deze debiteur ligt stil tot iemand dat opheft.',
  show: 'Toon de brief', pdf: 'De brief', pick: 'Kies een brief om hem hier te lezen.', problem: 'kan niet worden geprint',
  refused: {
    'not-checked': 'De batch is veranderd sinds de controle: controleer opnieuw.', 'second-person': 'Iemand anders moet vrijgeven: er zitten wettelijke brieven in die u samenstelde of controleerde.',
    'cut-off-passed': 'De drukker neemt vandaag niets meer aan. Geef vrij vóór het sluitingsuur op een postdag.', 'not-open': 'De batch is al vrijgegeven.', 'not-yet': 'Die dag moet nog komen.', 'too-early': 'Op die dag was de batch nog niet vrijgegeven.',
    'no-letters-due': 'Er is nu geen brief die weg moet.', 'not-exported': 'De batch is nog niet geëxporteerd.', 'would-not-leave': 'Deze brief zou nu niet weggaan: controleer de batch, dan staat de reden erbij.',
  } as Readonly<Record<string, string>>,
}
const en = {
  title: 'Letters', assemble: 'Assemble', none: 'There is no batch yet.', noneHow: 'Assemble a batch of the letters that are ready to go.', nothingDue: 'No letter is due now.',
  made: 'Made', state: 'State', day: 'Posting day', letters: 'Letters', pages: 'Pages', legal: 'legal', reprint: 'printed again', alarm: 'The print house misses something', more: 'Load more', next: 'Next', previous: 'Previous',
  states: { assembled: 'assembled', checked: 'checked', released: 'released', exported: 'exported', posted: 'posted', delivered: 'delivered', returned: 'returned', rejected: 'rejected', withdrawn: 'taken out' },
  batch: (day: string) => `Batch for ${day}`, notThere: 'There is no such batch.',
  check: 'Check', checking: 'Looking at each letter', release: 'Release', exportIt: 'Download zip', copy: 'Download again (copy)', posted: 'Tell that it was posted',
  secondPerson: 'It holds legal letters. Somebody else than who assembled or checked it has to release it.',
  releaseTitle: (count: string) => `Release ${count} letters?`, releaseSays: 'Each letter is looked at once more: who paid or is on hold is taken out. Then it is printed. This cannot be taken back.',
  postedTitle: 'When was the batch posted?', postedOn: 'Posting day', postedSays: 'If that is later than computed, letters with a legal term are made again.',
  postedDone: (posted: string, again: string) => `${posted} letters are posted; ${again} are made again.`,
  cancel: 'Do not', save: 'Save',
  debtor: 'Debtor', phase: 'Phase', delivery: 'Delivered about', payBy: 'Pay by', takeOut: 'Take out', takenOut: 'Contact with this debtor rests until somebody lifts that.',
  show: 'Show the letter', pdf: 'The letter', pick: 'Choose a letter to read it here.', problem: 'cannot be printed',
  refused: {
    'not-checked': 'The batch has changed since the check: check it again.', 'second-person': 'Somebody else has to release it: it holds legal letters that you assembled or checked.',
    'cut-off-passed': 'The print house takes no more today. Release before the cut-off on a posting day.', 'not-open': 'The batch was released before.', 'not-yet': 'That day is still to come.', 'too-early': 'On that day the batch was not released yet.',
    'no-letters-due': 'No letter is due now.', 'not-exported': 'The batch has not been exported yet.', 'would-not-leave': 'This letter would not leave now: check the batch, and the reason is shown.',
  },
} satisfies typeof nl
export const texts = { nl, en }
