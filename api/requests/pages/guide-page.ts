import { texts } from '#contract/i18n/index';
import { privacyNoticeVersion } from '#contract/requests/codes';
import { requestStatuses } from '#contract/requests/lifecycle';
import { requestSteps } from '#contract/requests/steps';
import { pagePaths } from '#contract/shared/pages';
import { type Child, html, type Markup } from '#platform/html';
import { fillContact, type PageContent, type PageSetting, wordsOf } from './page.ts';

const list = (items: readonly Child[]): Markup =>
  html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** "Petunjuk Pengajuan Layanan", as the service's guide has it. */
export function guidePage(setting: PageSetting): PageContent {
  const t = wordsOf(setting);
  const { guide: g, form: f } = t;
  const { requests, trail } = texts(setting.language);
  const { BARU, DISETUJUI, DIPROSES } = setting.requests.serviceDays;
  const named = (name: string, text: string) => html`<dt>${name}</dt><dd class="text">${text}</dd>`;
  const body = html`<h1>${g.title}</h1>
<p class="soft">${g.subtitle}</p>
<div class="box good"><p><strong>${t.free}</strong> ${fillContact(setting)}</p></div>
<p><a class="button" href="${pagePaths.requestForm()}">${g.start}</a>
<a class="button quiet" href="${pagePaths.trackingPage()}">${g.track}</a></p>
<h2>${g.descriptionTitle}</h2><p>${g.description}</p>
<h2>${g.requirementsTitle}</h2><p>${g.requirementsLead}</p>
<ol>${g.requirements.map((each) => html`<li>${each}</li>`)}</ol>
<p class="soft">${g.requirementsUnder17} ${g.requirementsProxy}</p>
<h2>${g.mechanismTitle}</h2><ol>${g.mechanism.map((each) => html`<li>${each}</li>`)}</ol>
<h2>${g.formTitle}</h2><p><strong>${g.form}</strong></p>
<h2>${g.fieldsTitle}</h2><p>${g.fieldsLead}</p>
<dl>${named(f.namaPemohon, f.namaPemohonHelp)}${named(f.nik, f.nikHelp)}${named(f.noKk, f.noKkHelp)}
${named(f.permasalahan, f.permasalahanHelp)}${named(f.nomorWa, f.nomorWaHelp)}</dl>
<h2>${g.documentsTitle}</h2>${list(g.documents)}
<h2>${g.statusTitle}</h2><p>${g.statusLead}</p>
<dl>${requestStatuses.map((status) => named(requests.status[status], g.status[status]))}</dl>
<h2>${g.processTitle}</h2><p>${g.processLead}</p>
<dl>${requestSteps.map((step) => named(requests.step[step], g.process[step]))}</dl>
<h2>${g.timeTitle}</h2><p>${g.time.replace('{days}', String(BARU + DISETUJUI + DIPROSES))}</p>
<h2>${g.downloadTitle}</h2><p>${g.download}</p>
<h2>${trail.title}</h2><p>${trail.lead}</p>
<p><a href="${pagePaths.whoChecked()}">${trail.title}</a></p>
<section id="data-pribadi"><h2>${t.privacy.title}</h2>${privacyNotice(setting)}</section>
<p><a class="button" href="${pagePaths.requestForm()}">${g.start}</a></p>`;
  return { title: g.title, current: 'guide', body };
}

/** What happens to his data; each wording has its version (`privacyNoticeVersion`), which the request keeps. */
export function privacyNotice(setting: PageSetting): Markup {
  const { privacy: p } = wordsOf(setting);
  const keep = p.keep.replace('{days}', String(setting.requests.photoRetentionDays));
  const rows = [
    [p.purposeTitle, p.purpose],
    [p.whoTitle, p.who],
    [p.keepTitle, keep],
    [p.rightsTitle, p.rights],
    [p.contactTitle, setting.requests.privacyContact],
  ] as const;
  return html`${rows.map(([title, text]) => html`<h3>${title}</h3><p>${text}</p>`)}
<p class="soft">${p.version.replace('{version}', privacyNoticeVersion)}</p>`;
}
