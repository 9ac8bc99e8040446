namespace Deskmeter.Store;

/// <summary>
/// Where facts are counted: a projection that may be lost and is rebuilt from the records. It has one writer; reads see the
/// state before or after a change, never one in between.
/// </summary>
public interface IFactStore : IDisposable
{
    /// <summary>What the store reflects; null when it is empty, foreign or damaged, and has to be rebuilt.</summary>
    Projection? Projection { get; }

    /// <summary>
    /// Replaces the rows of some units, in one transaction: rows of <paramref name="units"/> go, <paramref name="rows"/> come,
    /// and the store reflects <paramref name="position"/>.
    /// </summary>
    /// <exception cref="FactsLostException">The store is damaged and has to be rebuilt.</exception>
    void Replace(IReadOnlyList<ReplacedUnits> units, IReadOnlyList<TableBatch> rows, long position);

    /// <summary>Starts an empty store beside the current one; readers keep the current one until it is complete.</summary>
    IFactRebuild Rebuild(IReadOnlyList<Table> tables);

    /// <summary>
    /// Runs one statement and hands over its rows as they come. Values are null, bool, long (every integer), double, decimal,
    /// string, <see cref="NodaTime.LocalDate"/>, <see cref="NodaTime.Instant"/> or an object?[] of these.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store has no <see cref="Projection"/>.</exception>
    /// <exception cref="OperationCanceledException">The statement was interrupted.</exception>
    /// <exception cref="FactsLostException">The store is damaged and has to be rebuilt.</exception>
    IEnumerable<object?[]> Query(SqlStatement statement, CancellationToken cancellation = default);
}

/// <summary>Units of one kind whose rows go, from every table whose unit column has this name.</summary>
/// <param name="Column">The name of the unit column.</param>
/// <param name="Keys">The units.</param>
public sealed record ReplacedUnits(string Column, IReadOnlyCollection<string> Keys);

/// <summary>A store being built; disposing it before <see cref="Complete"/> leaves the current one as it was.</summary>
public interface IFactRebuild : IDisposable
{
    /// <summary>Adds rows to their table. Different tables may be added to at once, one table by one caller at a time.</summary>
    void Append(TableBatch rows);

    /// <summary>Makes the new store the current one, in one step.</summary>
    void Complete(Projection projection);
}

/// <summary>The store turned out to be damaged while it was used. Its <see cref="Projection"/> is null now; a rebuild heals it.</summary>
public sealed class FactsLostException(string message, Exception inner) : Exception(message, inner);

/// <summary>What a fact store reflects.</summary>
/// <param name="Position">The record position up to which every change is in.</param>
/// <param name="Dependencies">A hash of all else that facts depend on: builder, tables, zone, calendars.</param>
public sealed record Projection(long Position, string Dependencies);

/// <summary>A statement with the values of its parameters <c>$1</c>, <c>$2</c>, …: bool, long, double, string, LocalDate, Instant, or many strings or LocalDates as one array.</summary>
public sealed record SqlStatement(string Text, IReadOnlyList<object?> Parameters);
