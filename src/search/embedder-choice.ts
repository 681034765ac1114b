/** Which model places papers by what they mean. */
export type EmbedderChoice =
  /** The model that comes with Broadsheet, or what `folder` holds of it, adapted to this place. */
  | { readonly kind: "built-in"; readonly folder?: string | undefined }
  | {
      readonly kind: "openai";
      readonly url: string;
      readonly model: string;
      readonly key: string;
      /** Keeps how long the server's vectors are, so that a start need not wait for it. */
      readonly folder: string;
      readonly userAgent: string;
      /** Hosts that may have private addresses. */
      readonly namedHosts: readonly string[];
    }
  | { readonly kind: "onnx"; readonly folder: string };
