/** The shape of the Chinese texts: the English one, less the singular forms, which Chinese does not have. */
export type Chinese<T> = {
  [Key in keyof T as Key extends `${string}_one` ? never : Key]: T[Key] extends string ? string : Chinese<T[Key]>;
};
