import type { DkimKey } from "../../lib/mail-dkim.ts";

/** What every mail needs to know of this site. */
export interface MailSettings {
  readonly from: { readonly name: string; readonly address: string };
  /** Where readers find this site, without a slash at the end. */
  readonly publicUrl: string;
  readonly dkim: DkimKey | undefined;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
