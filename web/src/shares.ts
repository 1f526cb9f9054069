// Shares of the readings of a file, as the counter says them.
import type { Robust, Share } from './types';

export interface Firmness {
  share: string;
  /** What was counted: readings that the file leaves open, or, where it leaves none, orders of its statements. */
  of: 'readings' | 'orders';
}

/** As the program writes a share: a fraction where that is short, four decimals otherwise; "~" where it was drawn. */
export function shareText(share: Share): string {
  if (share.numerator !== undefined && share.denominator !== undefined) {
    if (share.numerator === '0') return 'none';
    if (share.numerator === share.denominator) return 'all';
    if (share.denominator.length <= 4) return `${share.numerator}/${share.denominator}`;
    return (Number(share.numerator) / Number(share.denominator)).toFixed(4);
  }
  return `~${(Number(share.holds) / Number(share.of)).toFixed(4)}`;
}

/** What the counter says of an answer; null where there is nothing to count. */
export function firmnessOf(answer: Robust): Firmness | null {
  const found = answer.conclusions.find((item) => item.kind === 'stable' && item.dm === null);
  if (!found) return null;
  if (answer.readings !== '1' && found.share) return { share: shareText(found.share), of: 'readings' };
  return found.any_order ? { share: shareText(found.any_order), of: 'orders' } : null;
}
