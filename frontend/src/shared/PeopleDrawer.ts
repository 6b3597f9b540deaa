/** Who is behind a number: the drawer of every page, and what opens it. */
export { closePeople, openPeople, type PeopleAsked } from "./people/asked";
export { PeopleDrawer } from "./people/PeopleDrawer";
