/** What a parameter is for: rules treat weights, what is added and what is multiplied differently. */
export type ParameterRole = "weight" | "bias" | "scale";
