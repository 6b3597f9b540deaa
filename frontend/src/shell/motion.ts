/** Whether the system asks for no motion: then nothing is animated, for an animation of no length may never tell its end. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
