/** Days on which the law lets nobody be approached: a calendar of contact that leaves one open is refused (Bki art. 4.2(2), ATW art. 3). */
import { addDays, weekdayOf, WEEKDAYS, type ClosedDays, type LocalDate } from '#domain'

/** Why this calendar cannot be one of contact, with the field it is about; null: it closes every Sunday and holiday of its years. */
export function openOnRestDay({ weekly, days, validFrom, validUntil }: ClosedDays): string | null {
  if (!weekly.includes('sunday')) return 'weekly: sunday is missing, on which nobody may be approached (Bki art. 4.2(2))'
  for (let year = yearOf(validFrom); year <= yearOf(validUntil); year++) {
    const open = restDaysOf(year).find(({ day }) => day >= validFrom && day <= validUntil && weekdayOf(day) !== 'sunday' && !(day in days))
    if (open) return `days.${open.day}: ${open.name} is missing, on which nobody may be approached (Bki art. 4.2(2), ATW art. 3)`
  }
  return null
}

/** ATW art. 3(1), and Good Friday of art. 3(2); days that a decree makes equal cannot be worked out. */
function restDaysOf(year: number): { readonly day: LocalDate; readonly name: string }[] {
  const easter = easterOf(year)
  const fixed = (monthAndDay: string): LocalDate => `${year}-${monthAndDay}` as LocalDate
  const kingsDay = fixed('04-27')
  return [
    { day: fixed('01-01'), name: 'Nieuwjaarsdag' },
    { day: addDays(easter, -2), name: 'Goede Vrijdag' },
    { day: addDays(easter, 1), name: 'Tweede paasdag' },
    { day: weekdayOf(kingsDay) === 'sunday' ? addDays(kingsDay, -1) : kingsDay, name: 'Koningsdag' },
    { day: fixed('05-05'), name: 'Bevrijdingsdag' },
    { day: addDays(easter, 39), name: 'Hemelvaartsdag' },
    { day: addDays(easter, 50), name: 'Tweede pinksterdag' },
    { day: fixed('12-25'), name: 'Eerste kerstdag' },
    { day: fixed('12-26'), name: 'Tweede kerstdag' },
  ]
}

/** Easter Sunday of the Gregorian calendar: the Sunday after the first full moon of spring, by the tables of the church. */
function easterOf(year: number): LocalDate {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const moonShift = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15
  const raw = (19 * golden + moonShift) % 30
  const fullMoon = raw === 29 || (raw === 28 && golden > 10) ? raw - 1 : raw
  const moonDay = addDays(`${year}-03-21` as LocalDate, fullMoon)
  const untilSunday = WEEKDAYS.length - 1 - WEEKDAYS.indexOf(weekdayOf(moonDay))
  return addDays(moonDay, untilSunday || WEEKDAYS.length)
}

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4))
