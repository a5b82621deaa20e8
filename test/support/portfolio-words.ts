/** Invented names for a portfolio: nobody is called so, and none of these places is on a map. */

export const SURNAMES = [
  'Voorbeeldsma', 'Proefstra', 'Testinga', 'van Fictie', 'Bedachtema', 'de Verzinner', 'Denkbeeldt', 'Schijnstra', 'van der Fabel', 'Sprookjens',
  'Nergenshuis', 'Modelman', 'Schetsema', 'van Ontwerp', 'Maquettier', 'Oefenberg', 'Speelmans-Test', 'Figurantsen', 'Kladstra', 'Staalboek',
] as const
export const INITIALS = ['A.', 'B.J.', 'C.', 'D.M.', 'E.', 'F.', 'G.H.', 'H.', 'I.', 'J.P.', 'K.', 'L.', 'M.A.', 'N.', 'O.', 'P.', 'R.', 'S.', 'T.', 'W.'] as const
export const TRADES = [
  'Bakkerij', 'Bouwbedrijf', 'Installatiebedrijf', 'Kapsalon', 'Restaurant', 'Drukkerij', 'Garage', 'Bloemenhuis', 'Adviesbureau', 'Schildersbedrijf',
] as const
export const FIRM_NAMES = ['Het Voorbeeld', 'Proefsteen', 'De Fabel', 'Fictie & Zn.', 'Modelbouw', 'De Schets', 'Denkbeeld'] as const
export const STREETS = [
  'Voorbeeldstraat', 'Proeflaan', 'Testweg', 'Fabelplein', 'Schetskade', 'Modelhof', 'Verzonnen Singel', 'Plein 1899', 'Bedachte Dijk', 'Fictiegracht',
] as const
export const CITIES = ['Voorbeelddam', 'Testerveen', 'Proefwijk', 'Fabelhaven', 'Nergenshuizen', 'Schetsendijk'] as const
export const ADDITIONS = ['', '', '', '', '', '', '-A', '-B', ' bis', '-2', ' hs'] as const
export const HOME_WORK = [
  'Termijn energie december 2026', 'Onderhoud cv-ketel', 'Huur boiler', 'Jaarafrekening 2026', 'Servicebeurt ventilatie', 'Meterhuur vierde kwartaal',
  'Plaatsing thermostaat "Zonnetje"', 'Voorrijkosten; reparatie kraan',
] as const
export const FIRM_WORK = [
  'Onderhoudscontract vierde kwartaal', 'Vervanging luchtbehandeling', 'Servicecontract koeling', 'Levering en montage zonnepanelen', 'Keuring installatie',
  'Storingsdienst december',
] as const
/** How exports write a pay day; empty means that nobody told. */
export const PAY_DAYS = [
  '', '', '', '', '25', '25', '25', '24', '24', 'laatste', 'wekelijks donderdag', 'wekelijks vrijdag', '4-wekelijks', '8', 'nl-aow', 'nl-aow', 'nl-uwv',
  'nl-duo', 'nl-toeslagen',
] as const
