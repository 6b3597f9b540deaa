/** The texts of one language as another must have them; only English has a form of its own for one. */
export type Shape<T> = { [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Shape<T[K]> };
