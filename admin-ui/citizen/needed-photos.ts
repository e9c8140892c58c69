import { type ApplicantKind, type PhotoKind, photoFields } from '#contract/requests/codes';

type Rule = (form: { untukSiapa: ApplicantKind; diBawah17: boolean }) => PhotoKind[];

/** Fields of the pictures that this form needs as it is filled in now; none where it asks for none. */
export function neededPhotos(form: HTMLFormElement, rule: Rule): string[] {
  if (!form.querySelector('[data-photo]')) return [];
  const chosen = form.querySelector<HTMLInputElement>('[name="untukSiapa"]:checked');
  const untukSiapa = (chosen ? chosen.value : 'DIRI_SENDIRI') as ApplicantKind;
  const diBawah17 = !!form.querySelector('[name="diBawah17"]:checked');
  return rule({ untukSiapa, diBawah17 }).map((kind) => photoFields[kind]);
}
