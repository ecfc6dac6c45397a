/** Days in which a consumer may withdraw from a purchase made at a distance, counted from delivery, and where that is written. */
type WithdrawalRule = { countries: string; days: number; source: string };

/**
 * The destinations whose law gives a right to withdraw without a reason. Where a law excepts goods (perishable, sealed,
 * made to measure), the exporter refuses with that reason. Everywhere else there is no such right.
 */
export const withdrawalRules: readonly WithdrawalRule[] = [
  {
    countries: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO',
    days: 14,
    source: 'Directive 2011/83/EU, article 9',
  },
  { countries: 'GB', days: 14, source: 'Consumer Contracts Regulations 2013, regulation 30' },
  { countries: 'TR', days: 14, source: 'Regulation on Distance Contracts of 27 November 2014, article 9' },
  { countries: 'CN', days: 7, source: 'Law on the Protection of Consumer Rights and Interests, article 25' },
  { countries: 'KR', days: 7, source: 'Act on the Consumer Protection in Electronic Commerce, article 17' },
  { countries: 'TW', days: 7, source: 'Consumer Protection Act, article 19' },
  { countries: 'BR', days: 7, source: 'Código de Defesa do Consumidor, article 49' },
  { countries: 'ZA', days: 7, source: 'Electronic Communications and Transactions Act 2002, section 44' },
];

const daysIn = new Map(
  withdrawalRules.flatMap(({ countries, days }) => countries.split(' ').map((one) => [one, days])),
);

/** @param country ISO 3166-1 alpha-2; null when nobody said where the goods go */
export const withdrawalDays = (country: string | null): number => (country && daysIn.get(country)) || 0;

const hoursWestOfUtc = 12;

/**
 * When a time of whole days from `start` is over: with the last hour of the last day, the day of `start` not counted
 * (Regulation 1182/71, article 3), wherever the buyer's clock stands.
 */
export const endOfDays = (start: Date, days: number): Date =>
  new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + days + 1, hoursWestOfUtc));
