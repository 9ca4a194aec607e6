/** Tells the sandbox where the hub's webhooks are, then lets its days pass. */
export async function letDaysPass(
  urls: Readonly<Record<string, string>>,
  { webhookUrl, pace }: { readonly webhookUrl: string; readonly pace: number },
): Promise<void> {
  const control = async (method: string, path: string, body: object): Promise<void> => {
    await fetch(`${urls.control ?? ''}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  };
  await control('PUT', '/webhook', { url: webhookUrl });
  await control('POST', '/pace', { daysPerMinute: pace });
}
