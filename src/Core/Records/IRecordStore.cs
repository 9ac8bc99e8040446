using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>
/// The truth: one document per thing a source told us of. Merging is a set union, so any order and any repetition of arrival
/// gives one result. Nothing that was acknowledged is lost.
/// </summary>
public interface IRecordStore : IDisposable
{
    /// <summary>The position of the newest change; 0 when empty. Every change of a document takes the next position.</summary>
    long Position { get; }

    /// <summary>The newest instant that any record names; null when empty. The default as_of of a folder filled only from files.</summary>
    Instant? NewestEvent { get; }

    /// <summary>Merges pieces in one durable transaction (at most 5,000) and says what changed.</summary>
    MergeResult Merge(IReadOnlyCollection<Ticket> pieces);

    /// <summary>A ticket as it is known; null when there is none. A damaged document is an error that names it.</summary>
    Ticket? Find(string source, string id);

    /// <summary>The tickets of any source with this id.</summary>
    IReadOnlyList<Ticket> FindTickets(string id);

    /// <summary>Every ticket that changed after <paramref name="position"/>, in order of position.</summary>
    IEnumerable<RecordChange> ChangesAfter(long position);

    /// <summary>Keeps rows that could not be read, with file, line and reason; the same row twice is kept once.</summary>
    void SetAside(string source, IReadOnlyCollection<RowProblem> rows);

    /// <summary>The rows set aside so far.</summary>
    IReadOnlyList<RowProblem> RowsSetAside();

    /// <summary>Who was merged into whom, by source: child id to parent id.</summary>
    IReadOnlyList<MergeLink> MergeLinks();

    /// <summary>How much there is.</summary>
    RecordCounts Count();

    /// <summary>Checks every document, and says in words what is damaged, naming the record; nothing when all is well.</summary>
    IEnumerable<string> FindDamage();
}

/// <summary>What a merge did to the store, in tickets: one that came in several pieces counts once.</summary>
public readonly record struct MergeResult(int Created, int Changed, int Unchanged);

/// <summary>A ticket and the position at which it changed last.</summary>
public sealed record RecordChange(long Position, Ticket Ticket);

/// <summary>A ticket that goes on in another.</summary>
public readonly record struct MergeLink(string Source, string Child, string Parent);
