/**
 * Addresses of the pages that mails, QR codes and other systems link to; all begin with PUBLIC_URL. Secrets stand in
 * the fragment, which no browser sends to a server or writes into a log.
 */
export const pagePaths = {
  home: () => '/',
  order: (orderId: string) => `/#/orders/${orderId}/show`,
  request: (requestId: string) => `/#/requests/${requestId}/show`,
  institution: (institutionId: string) => `/#/institutions/${institutionId}/show`,
  voucher: (voucherId: string) => `/#/vouchers/${voucherId}/show`,
  handovers: () => '/#/handovers',
  /** Of whoever is signed in. */
  ownInstitution: () => '/#/institution',
  semesterReport: (reportId: string) => `/#/semester-reports/${reportId}/show`,
  /** Of the institution that it was forwarded to, and of the desk. */
  forwardedComplaint: (complaintId: string) => `/#/access-complaints/${complaintId}/show`,
  checkout: (checkoutId: string) => `/#/checkouts/${checkoutId}/show`,
  /** Public: says whether a document is genuine; with the token of its QR, or to type one in. */
  verificationPage: () => '/verifikasi',
  verification: (token: string) => `/verifikasi#${token}`,
  /** Public: opens an account by invitation. */
  invitation: (token: string) => `/undangan#${token}`,
  /** Public: sets a new password. */
  passwordReset: (token: string) => `/atur-sandi#${token}`,
  /** Public: the guide of the synchronisation request, and from there its form. */
  requestGuide: () => '/sinkronisasi',
  /** Public: what happens to a citizen's data, as the guide has it. */
  privacyNotice: () => '/sinkronisasi#data-pribadi',
  requestForm: () => '/sinkronisasi/ajukan',
  /** Public: where a citizen follows his request; he may also type code and secret there. */
  trackingPage: () => '/sinkronisasi/lacak',
  /** Without the secret, which we do not keep, the page asks for it. */
  tracking: (code: string, secret?: string) => `/sinkronisasi/lacak#${code}${secret ? `.${secret}` : ''}`,
  /** Public: sends the link anew to the WhatsApp number of the request. */
  lostCode: () => '/sinkronisasi/lupa-kode',
  /** Public: "Siapa mengecek NIK saya?". */
  whoChecked: () => '/siapa-mengecek-nik',
  /** Public: the state of a complaint about an access, by number and secret. */
  complaint: () => '/siapa-mengecek-nik/pengaduan',
} as const;
