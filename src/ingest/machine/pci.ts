const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** `1002:731f` of the two numbers. */
export function pciId(vendor: number, device: number): string {
  return `${hex(vendor, 4)}:${hex(device, 4)}`;
}

/** `0000:0d:00.0` of a location as KFD and rocminfo give it: bus, device and function in 16 bits. */
export function pciSlot(location: number, domain = 0): string {
  const device = (location >> 3) & 0x1f;
  return `${hex(domain, 4)}:${hex((location >> 8) & 0xff, 2)}:${hex(device, 2)}.${location & 7}`;
}
