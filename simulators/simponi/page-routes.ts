import { fileURLToPath } from 'node:url';
import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { formatWibDay } from '#contract/external/simponi';
import { simponiChannels } from '#contract/external/simponi-codes';
import { sharedFiles } from '../shared/page.ts';
import { pageHeaders } from '../shared/serve.ts';
import { ControlOrder, type FaultList } from './faults.ts';
import { helpPage, offeredFaults, reportPage } from './help-pages.ts';
import { type Billing, type Ledger, type Payment, PaymentRefused } from './ledger.ts';
import type { Notifier } from './notifier.ts';
import { billPage, billsPage, receiptPage, startPage, type TellerProblem, wib } from './pages.ts';
import { payOccasion, takePayment } from './teller.ts';

const PayForm = z.object({
  kode: z.string().max(40),
  bank: z.string().regex(/^\d{3,12}$/),
  kanal: z.enum(Object.keys(simponiChannels)),
});

/** The pages of the bank's counter. They need no script. */
export function pageRoutes(parts: {
  ledger: Ledger;
  faults: FaultList;
  notifier: Notifier;
  now: () => Date;
}): Router {
  const { ledger, faults, now } = parts;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });
  router.use(pageHeaders());
  router.use(
    express.static(sharedFiles),
    express.static(fileURLToPath(new URL('./public', import.meta.url))),
  );

  const refuse = (response: Response, typed: string, problem: TellerProblem): void => {
    response.status(problem.receiptOf ? 409 : 404).send(startPage(typed, problem));
  };

  router.get('/', (_request, response) => {
    response.send(startPage());
  });

  router.get('/bayar', (request, response) => {
    const typed = typeof request.query.kode === 'string' ? request.query.kode : '';
    const billing = ledger.billing(bareCode(typed));
    const payment = billing && ledger.payments(billing.kodeBilling).at(-1);
    if (!billing) refuse(response, typed, unknownCode(typed));
    else if (payment) refuse(response, typed, alreadyPaid(payment));
    else if (ledger.isExpired(billing) && !faults.expects(payOccasion(billing), 'payLate'))
      refuse(response, typed, expired(billing));
    else response.send(billPage(billing, now()));
  });

  router.post('/bayar', form, async (request, response) => {
    const parsed = PayForm.safeParse(request.body ?? {});
    if (!parsed.success) {
      refuse(response, '', {
        title: 'Pembayaran belum dilakukan.',
        advice: 'Isian bank atau kanal tidak dikenal. Ketik kembali kode billing, lalu pilih dari daftar.',
      });
      return;
    }
    const { kode, bank, kanal } = parsed.data;
    const kodeBilling = bareCode(kode);
    try {
      const payment = await takePayment(parts, { kodeBilling, bankCode: bank, channelCode: kanal });
      response.redirect(303, `/bukti/${payment.ntpn}`);
    } catch (error) {
      if (!(error instanceof PaymentRefused)) throw error;
      refuse(response, kode, problemOf(error, ledger, kodeBilling));
    }
  });

  router.get('/bukti/:ntpn', (request, response) => {
    const payment = ledger.paymentByNtpn(request.params.ntpn.toUpperCase());
    const billing = payment && ledger.billing(payment.kodeBilling);
    if (payment && billing) response.send(receiptPage(billing, payment));
    else
      refuse(response, '', {
        title: 'Bukti tidak ditemukan.',
        advice: 'NTPN ini tidak tercatat. Ketik kode billing untuk melihat apakah tagihannya sudah dibayar.',
      });
  });

  router.get('/tagihan', (_request, response) => {
    response.send(billsPage(ledger));
  });

  router.get('/laporan', (_request, response) => {
    response.send(reportPage(formatWibDay(now())));
  });

  router.get('/bantuan', (_request, response) => {
    response.send(helpPage(faults.inForce()));
  });

  router.post('/bantuan', form, (request, response) => {
    const name: unknown = request.body?.mode;
    const order =
      name === 'normal' ? { mode: 'normal' } : offeredFaults.find((row) => row.name === name)?.order;
    if (order) faults.obey(ControlOrder.parse(order));
    response.redirect(303, '/bantuan');
  });

  return router;
}

/** A code as people type or paste it, with spaces, points or dashes between the digits. */
const bareCode = (typed: string): string => typed.replace(/[\s.-]/g, '');

function unknownCode(typed: string): TellerProblem {
  if (/^\d+$/.test(bareCode(typed)))
    return {
      title: 'Kode billing tidak ditemukan.',
      advice: 'Periksa kembali angkanya pada surat pemberitahuan. Belum ada pembayaran yang dilakukan.',
    };
  return {
    title: typed.trim() ? 'Kode billing hanya terdiri dari angka.' : 'Kode billing belum diisi.',
    advice: 'Ketik 15 angka yang tercantum pada surat pemberitahuan.',
  };
}

const alreadyPaid = (payment: Payment): TellerProblem => ({
  title: 'Tagihan ini sudah dibayar.',
  advice: 'Tidak perlu membayar lagi, dan tidak ada pembayaran kedua yang dicatat.',
  receiptOf: payment.ntpn,
});

const expired = (billing: Billing): TellerProblem => ({
  title: 'Kode billing sudah kedaluwarsa.',
  advice: `Masa berlakunya berakhir ${wib(billing.expiresAt)}. Pembayaran tidak diterima; buat pesanan ulang untuk mendapat kode baru.`,
});

function problemOf(refusal: PaymentRefused, ledger: Ledger, kodeBilling: string): TellerProblem {
  const billing = ledger.billing(kodeBilling);
  const payment = ledger.payments(kodeBilling).at(-1);
  if (refusal.reason === 'paid' && payment) return alreadyPaid(payment);
  if (refusal.reason === 'expired' && billing) return expired(billing);
  return unknownCode(kodeBilling);
}
