import { describe, expect, test } from 'vitest';
import { firmnessOf, shareText } from '../src/shares';
import type { Robust } from '../src/types';

const answer = (readings: string, share: object | null, any: object | null, kind = 'stable'): Robust =>
  ({ complete: true, readings, statements: [], conclusions: [{ kind, dm: null, as_written: false, share, any_order: any, overturned_by: [] }] }) as unknown as Robust;

describe('how firmly the finding stands', () => {
  test('orders where the file leaves nothing open, readings where it does', () => {
    expect(firmnessOf(answer('1', { numerator: '0', denominator: '1' }, { numerator: '7', denominator: '288' }))).toEqual({ share: '7/288', of: 'orders' });
    expect(firmnessOf(answer('4', { numerator: '3', denominator: '4' }, { numerator: '1', denominator: '2' }))).toEqual({ share: '3/4', of: 'readings' });
  });
  test('nothing where nothing can be counted', () => {
    expect(firmnessOf(answer('1', null, null))).toBeNull();
    expect(firmnessOf(answer('1', null, { numerator: '1', denominator: '2' }, 'deal'))).toBeNull();
  });
  test('long fractions become decimals, drawn ones say so', () => {
    expect(shareText({ numerator: '123456', denominator: '987654' })).toBe('0.1250');
    expect(shareText({ numerator: '5', denominator: '5' })).toBe('all');
    expect(shareText({ numerator: '0', denominator: '1' })).toBe('none');
    expect(shareText({ holds: 250, of: 1000 })).toBe('~0.2500');
  });
});
