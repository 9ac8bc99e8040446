namespace Deskmeter.Core.Tests.Reference;

/// <summary>A chain of contacts of one customer about one topic (decision 11).</summary>
internal sealed class ReferenceIssue(ReferenceContact first)
{
    private const double Day = 86400;
    private const long Week = 7 * 86400;

    /// <summary>In the order in which they began.</summary>
    public List<ReferenceContact> Contacts { get; } = [first];

    /// <summary>When the last contact was over, if it was resolved and no ticket is open.</summary>
    public long? Resolved => IsOpen ? null : Contacts.FindAll(contact => EndOf(contact) == End).Find(contact => contact.Resolved is not null)?.Resolved;

    public long Times => Contacts.Sum(contact => contact.Times!.Value);

    public long Calls => Contacts.Where(contact => contact.IsCall).Sum(contact => contact.Times!.Value);

    /// <summary>0 to 100: contacts, chases and time, a third each; kept in steps of 2^-30.</summary>
    public double Effort
    {
        get
        {
            var contacts = Math.Min((Times - 1) / 4.0, 1);
            var chases = Math.Min(Contacts.Sum(contact => contact.Chases) / 3.0, 1);
            var time = Math.Min((Resolved!.Value - Contacts[0].Started) / (3 * Day), 1);
            var steps = Math.Pow(2, 30);
            return Math.Round((contacts + chases + time) * 100 / 3 * steps) / steps;
        }
    }

    private bool IsOpen => Contacts.Exists(contact => contact.Ticket is not null && contact.Ended is null);

    private long End => Contacts.Max(EndOf);

    /// <param name="own">The contacts in which a known customer turned to the team, in order.</param>
    public static List<ReferenceIssue> Of(IReadOnlyList<ReferenceContact> own)
    {
        var issues = new List<ReferenceIssue>();
        foreach (var contact in own)
        {
            var last = contact.Topic is null ? null : issues.FindLast(issue => issue.Contacts[0].Topic == contact.Topic);
            if (last is not null && (last.IsOpen || contact.Started - last.End <= Week)) last.Contacts.Add(contact);
            else issues.Add(new ReferenceIssue(contact));
        }

        return issues;
    }

    /// <summary>A call that still runs has not settled anything yet.</summary>
    private static long EndOf(ReferenceContact contact) => contact.Ended ?? contact.Started;
}
