/** What the user can mend, told in the user's language already. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}
