/** The same tree of texts in another language: every key, any wording. A missing text does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
