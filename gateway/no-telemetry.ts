/**
 * @apollo/gateway sends usage data to its maker unless this stands in the environment before a gateway is made; it has
 * no option for it. Imported first by the one file that makes gateways.
 */
// eslint-disable-next-line no-restricted-properties -- written, not read
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
