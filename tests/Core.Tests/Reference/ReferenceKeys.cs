namespace Deskmeter.Core.Tests.Reference;

/// <summary>Every key that the reference can compute over one shop.</summary>
internal sealed class ReferenceKeys
{
    private readonly Dictionary<string, ReferenceKey> _keys = [];

    public ReferenceKeys(ReferenceShop shop)
    {
        ReferenceSpeed.Add(this, shop);
        ReferenceVolume.Add(this, shop);
        ReferenceResolution.Add(this, shop);
        ReferenceTeam.Add(this, shop);
        var everybody = new ReferenceEverybody(shop);
        ReferenceContacts.Add(this, shop, everybody);
        ReferenceContent.Add(this, shop, everybody);
        ReferenceSessions.Add(this, shop, everybody);
        ReferenceConversions.Add(this, shop, everybody);
        ReferenceMoney.Add(this, shop, everybody);
        ReferenceGrowth.Add(this, shop, everybody);
        ReferenceRetention.Add(this, shop, everybody);
        ReferenceCalls.Add(this, shop);
        ReferenceQuality.Add(this, shop);
        ReferenceWork.Add(this, shop);
        ReferenceSatisfaction.Add(this, shop);
    }

    public IEnumerable<string> Ids => _keys.Keys;

    public ReferenceKey this[string key] => _keys[key];

    /// <summary>The figure of a key.</summary>
    public ReferenceFigure Of(string key, ReferenceQuestion question) => _keys[key].Of(question);

    /// <summary>Rows counted in the period that their second lies in.</summary>
    /// <param name="matures">Rows younger than this at as-of are pending.</param>
    public void Flow(
        string key, Func<bool, IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, ReferenceFigure> measure, long? matures = null) =>
        Flow(key, rows, (found, _) => measure(found), matures);

    public void Flow(string key, Func<IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, ReferenceQuestion, ReferenceFigure> measure) =>
        Flow(key, _ => rows(), measure, null);

    private void Flow(
        string key, Func<bool, IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, ReferenceQuestion, ReferenceFigure> measure, long? matures) =>
        _keys[key] = new ReferenceKey(
            rows,
            (all, question) =>
            {
                if (!question.IsKnown) return new ReferenceFigure(null);
                var there = all.Where(row => row.At >= question.Start && row.At < question.Until && question.Holds(row)).ToList();
                if (matures is null) return measure(there, question);
                var old = there.Where(row => row.At + matures <= question.AsOf).ToList();
                return measure(old, question) with { Pending = there.Count - old.Count };
            });

    public void Flow(string key, Func<IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, ReferenceFigure> measure, long? matures = null) =>
        Flow(key, _ => rows(), measure, matures);

    /// <summary>Rows of answers: those of several scales have no figure together, and one of fewer people than a least number is withheld.</summary>
    public void OneScale(string key, Func<IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, ReferenceFigure> measure, int least = 0)
    {
        ReferenceFigure Open(IReadOnlyList<ReferenceRow> all, ReferenceQuestion question)
        {
            var there = all.Where(row => row.At >= question.Start && row.At < question.Until && question.Holds(row));
            var parts = there.GroupBy(row => row.Slices("scale")[0]).Select(scale => measure([.. scale])).Where(part => part.N > 0).ToList();
            return parts.Count > 1 ? ReferenceFigure.Withheld : parts.Count == 1 ? parts[0] : measure([]);
        }

        bool IsHidden(IReadOnlyList<ReferenceRow> all, ReferenceQuestion question)
        {
            if (question.Slices is not [var slice]) return false;
            // Whoever knows the total could tell the only member that is missing, so the next smallest is withheld with it.
            var sizes = all.SelectMany(row => row.Slices(slice)).Distinct()
                .Select(member => (Member: member, N: Open(all, question with { Where = [.. question.Filters, (slice, member)], By = 1 }).N ?? 0))
                .Where(one => one.N > 0).ToList();
            var enough = sizes.Where(one => one.N >= least).OrderBy(one => one.N).ThenBy(one => one.Member, StringComparer.Ordinal).ToList();
            return sizes.Count == enough.Count + 1 && enough.Count > 0 && question.Where.Contains((slice, enough[0].Member));
        }

        _keys[key] = new ReferenceKey(
            _ => rows(),
            (all, question) =>
            {
                if (!question.IsKnown) return new ReferenceFigure(null);
                var figure = Open(all, question);
                return least > 0 && ((figure.N > 0 && figure.N < least) || IsHidden(all, question)) ? ReferenceFigure.Withheld : figure;
            });
    }

    /// <summary>Rows that are there at the end of the period, or at as-of.</summary>
    public void Stock(string key, Func<IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, long, ReferenceFigure> measure) =>
        _keys[key] = new ReferenceKey(
            _ => rows(),
            (all, question) => question.IsKnown ? measure(StockAt(all, question.Until, question), question.AgeEnd) : new ReferenceFigure(null));

    /// <summary>Rows that are there at as-of, whatever the period.</summary>
    public void Now(string key, Func<IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, long, ReferenceFigure> measure) =>
        _keys[key] = new ReferenceKey(
            _ => rows(),
            (all, question) => measure([.. all.Where(row => row.At <= question.AsOf && question.Holds(row))], question.AsOf));

    /// <summary>A calculation over other keys.</summary>
    public void Formula(string key, Func<ReferenceQuestion, ReferenceFigure> formula, params string[] parts) =>
        _keys[key] = new ReferenceKey(business => parts.SelectMany(part => _keys[part].Rows(business)), (_, question) => formula(question));

    /// <summary>The rows of a stock at a second: entered before it, and not left before it.</summary>
    public static List<ReferenceRow> StockAt(IEnumerable<ReferenceRow> rows, long second, ReferenceQuestion question) =>
        [.. rows.Where(row => row.At < second && (row.Until is null || row.Until >= second) && question.Holds(row))];
}

/// <summary>How one key is computed.</summary>
internal sealed class ReferenceKey(Func<bool, IEnumerable<ReferenceRow>> rows, Func<IReadOnlyList<ReferenceRow>, ReferenceQuestion, ReferenceFigure> figure)
{
    private readonly Dictionary<bool, List<ReferenceRow>> _rows = [];

    /// <summary>All that it could count, on a clock.</summary>
    public IReadOnlyList<ReferenceRow> Rows(bool business) => _rows.TryGetValue(business, out var known) ? known : _rows[business] = [.. rows(business)];

    public ReferenceFigure Of(ReferenceQuestion question) => figure(Rows(question.IsBusiness), question);
}
