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

    /// <summary>Merges pieces of any kind in one durable transaction (at most 5,000) and says what changed.</summary>
    MergeResult Merge(IReadOnlyCollection<SourceRecord> pieces);

    /// <summary>A record as it is known; null when there is none. A damaged document is an error that names it.</summary>
    T? Find<T>(string source, string id) where T : SourceRecord;

    /// <summary>The records of a kind with this id, of any source, in order of source.</summary>
    IReadOnlyList<T> Find<T>(string id) where T : SourceRecord;

    /// <summary>All records of a kind, in order of position. They are all in memory: not for kinds that come in millions.</summary>
    IReadOnlyList<T> OfKind<T>() where T : SourceRecord;

    /// <summary>The record of this key; null when there is none.</summary>
    SourceRecord? Find(RecordKey key);

    /// <summary>Every record that changed after <paramref name="position"/>, in order of position; deleted ones too.</summary>
    /// <param name="position">0: every record.</param>
    /// <param name="kinds">Only of these kinds; none named: of all.</param>
    IEnumerable<RecordChange> ChangesAfter(long position, params IReadOnlyList<RecordKind> kinds);

    /// <summary>
    /// The records whose customer (<see cref="RecordCustomer"/>) is one of these words, the customers' own records too, in order of position.
    /// </summary>
    /// <param name="words">In the form in which they are compared (<see cref="CustomerWord"/>).</param>
    IReadOnlyList<SourceRecord> OfCustomer(IReadOnlyCollection<string> words);

    /// <summary>
    /// Every word for the customer whom a word names: those that customers' records connect with it, directly or through others, in
    /// ordinal order; the word alone when no record has it.
    /// </summary>
    /// <param name="word">In the form in which such words are compared (<see cref="CustomerWord"/>).</param>
    IReadOnlyList<string> SameCustomer(string word);

    /// <summary>All that customers' records say of words that name one customer: of each record, its first word with each of the others.</summary>
    IReadOnlyList<CustomerLink> CustomerLinks();

    /// <summary>
    /// The shifts of an agent, and the chats with a leg that they answered, whose time overlaps a stretch or ends as it begins, in
    /// order of position.
    /// </summary>
    IReadOnlyList<StatedRecord> OfAgent(string agent, Instant from, Instant until);

    /// <summary>
    /// What records that changed after <paramref name="position"/> had belonged to and belong to no more; null when some of it is
    /// forgotten.
    /// </summary>
    LeftBehind? LeftAfter(long position);

    /// <summary>Forgets what records that changed up to <paramref name="position"/> had belonged to: the facts have followed them.</summary>
    void ForgetLeft(long position);

    /// <summary>Keeps rows that could not be read, with file, line and reason; the same row twice is kept once.</summary>
    void SetAside(string source, IReadOnlyCollection<RowProblem> rows);

    /// <summary>The rows set aside so far.</summary>
    IReadOnlyList<RowProblem> RowsSetAside();

    /// <summary>The rows set aside so far with their place in the store, without what stands in them.</summary>
    IReadOnlyList<RowSetAside> Quarantine();

    /// <summary>What stands in rows that were set aside, by their places.</summary>
    IReadOnlyList<RowProblem> RowsSetAside(IReadOnlyCollection<long> places);

    /// <summary>Forgets rows that were set aside: they were read at last, or nobody wants them.</summary>
    void ForgetSetAside(IReadOnlyCollection<long> places);

    /// <summary>Who was merged into whom, by source: child id to parent id.</summary>
    IReadOnlyList<MergeLink> MergeLinks();

    /// <summary>How much there is.</summary>
    RecordCounts Count();

    /// <summary>Checks every document, and says in words what is damaged, naming the record; nothing when all is well.</summary>
    IEnumerable<string> FindDamage();
}

/// <summary>What a merge did to the store, in records: one that came in several pieces counts once.</summary>
public readonly record struct MergeResult(int Created, int Changed, int Unchanged);

/// <summary>A row that could not be read, by its place in the store.</summary>
public readonly record struct RowSetAside(long Place, string Source, string File, long Line, Sentence Reason);

/// <summary>A record and the position at which it changed last.</summary>
public sealed record RecordChange(long Position, SourceRecord Record);

/// <summary>A ticket that goes on in another.</summary>
public readonly record struct MergeLink(string Source, string Child, string Parent);

/// <summary>Two words for one customer, in the form in which such words are compared.</summary>
public readonly record struct CustomerLink(string Word, string Other);

/// <summary>
/// What records belonged to before they changed, each once: words for customers, and agents' time. A word that is the key of a ticket
/// (<see cref="RecordKey"/>) means the ticket: one that a record was merged into, or that a survey asked about; that of a rate says
/// that it was there before, perhaps for another day, and that of an article that it had a number.
/// </summary>
public sealed record LeftBehind(IReadOnlyList<string> Customers, IReadOnlyList<AgentSpan> Spans);
