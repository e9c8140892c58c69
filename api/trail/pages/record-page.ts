import type { TrailLine, TrailPage } from '#contract/trail/schemas';
import { type Child, html, type Markup } from '#platform/html';
import type { PageContent, PageSetting } from '../../requests/pages/page.ts';
import { complaintWords, field, type Outcome, press, timeOf, trailWords, trouble } from './parts.ts';

export interface OpenRecord extends Outcome {
  readonly token: string;
  readonly page: TrailPage;
  /** The line behind which this page begins; null on the newest page. */
  readonly after: string | null;
}

/** What is told of one access. */
export function accessFacts(
  setting: PageSetting,
  access: Pick<TrailLine, 'institutionName' | 'purpose' | 'kind' | 'channel'> & { readonly at: string },
): Markup {
  const t = trailWords(setting);
  const facts: readonly (readonly [string, Child])[] = [
    [t.at, html`<time datetime="${access.at}">${timeOf(setting, access.at)}</time>`],
    [t.institution, access.institutionName],
    [t.purposeLabel, access.purpose ? t.purpose[access.purpose] : t.purposeNone],
    [t.kindLabel, t.kind[access.kind]],
    [t.channelLabel, t.channel[access.channel]],
  ];
  return html`<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

/** One page of the record, newest first; each line can be complained about. */
export function recordPage(
  setting: PageSetting,
  { token, page, after, ...outcome }: OpenRecord,
): PageContent {
  const t = trailWords(setting);
  const complain = complaintWords(setting);
  const given = { [field.token]: token };
  const line = (each: TrailLine) => html`<li>${accessFacts(setting, each)}
${
  each.complaint
    ? html`<p class="soft">${t.complained.replace('{number}', each.complaint)}</p>
${press({
  act: 'lihat-aduan',
  label: complain.page.open,
  quiet: true,
  given: { ...given, [field.number]: each.complaint, [field.after]: after },
})}`
    : press({
        act: 'adukan',
        label: t.complain,
        quiet: true,
        given: { ...given, [field.line]: each.line, [field.after]: after },
      })
}</li>`;
  const empty =
    after === null ? html`<p><strong>${t.none}</strong></p><p>${t.noneHelp}</p>` : html`<p>${t.noMore}</p>`;
  const body = html`<h1 tabindex="-1" data-focus>${t.listTitle}</h1>
${trouble(outcome)}
<p class="soft">${t.until.replace('{time}', timeOf(setting, page.expiresAt))} ${t.law}</p>
${page.lines.length === 0 ? empty : html`<p>${t.complainHelp}</p><ol class="history">${page.lines.map(line)}</ol>`}
${page.next ? press({ act: 'lihat', label: t.older, given: { ...given, [field.after]: page.next } }) : null}
${after === null ? null : press({ act: 'lihat', label: t.newest, quiet: true, given })}
${press({ act: 'selesai', label: t.close, quiet: true, given })}`;
  return { title: t.listTitle, current: 'whoChecked', body };
}
