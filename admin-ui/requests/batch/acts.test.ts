import { expect, it } from 'vitest';
import { bulkActsOnRequests, bulkActsOnStep } from './acts.ts';

const names = (acts: ReturnType<typeof bulkActsOnStep>) => acts.map(({ act, note }) => [act.action, note]);

it('lets an office approve and cancel many, the centre cancel, and the auditor nothing', () => {
  expect(names(bulkActsOnRequests(['operator-dinas']))).toEqual([
    ['approve', 'optional'],
    ['cancel', 'required'],
  ]);
  expect(names(bulkActsOnRequests(['staf-konsolidasi']))).toEqual([['cancel', 'required']]);
  expect(bulkActsOnRequests(['auditor'])).toEqual([]);
});

it('offers on a step what its status allows', () => {
  const staff = ['staf-konsolidasi'] as const;
  expect(names(bulkActsOnStep('KONSOLIDASI_MANUAL', ['MENUNGGU'], staff))).toEqual([['take', null]]);
  expect(names(bulkActsOnStep('KONSOLIDASI_MANUAL', ['DIKERJAKAN'], staff))).toEqual([
    ['release', 'optional'],
    ['complete', 'optional'],
    ['fail', 'required'],
  ]);
  expect(bulkActsOnStep('KONSOLIDASI_MANUAL', ['KLARIFIKASI'], staff)).toEqual([]);
});

it('tries failed steps again, and sends back a synchronisation with the reason why', () => {
  const staff = ['staf-konsolidasi'] as const;
  expect(names(bulkActsOnStep('SINKRONISASI_DWH', ['GAGAL'], staff))).toEqual([
    ['retry', 'optional'],
    ['redo', 'required'],
  ]);
  expect(names(bulkActsOnStep('KONSOLIDASI_MANUAL', ['GAGAL'], staff))).toEqual([['retry', 'optional']]);
});

it('asks for evidence where the synchronisation was done by hand, and offers no result of the interface', () => {
  const complete = bulkActsOnStep('SINKRONISASI_DWH', ['DIKERJAKAN'], ['staf-konsolidasi']).find(
    ({ act }) => act.action === 'complete',
  );
  expect(complete).toMatchObject({ note: 'required', results: ['DISINKRONKAN_MANUAL'] });
});
