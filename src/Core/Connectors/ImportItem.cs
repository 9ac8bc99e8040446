using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors;

/// <summary>What reading a file yields, one at a time and in the order of the file.</summary>
public abstract record ImportItem
{
    private ImportItem()
    {
    }

    /// <summary>A record, or a piece of one, made of <paramref name="Rows"/> rows.</summary>
    public sealed record Piece(SourceRecord Record, int Rows) : ImportItem;

    /// <summary>A calendar that the source defines; it becomes one of the workspace's.</summary>
    public sealed record Calendar(BusinessCalendar Definition) : ImportItem;

    /// <summary>A row that could not be read; it is set aside and the rest goes in.</summary>
    public sealed record Problem(RowProblem Row) : ImportItem;

    /// <summary>Something that was read with a doubt, such as an unknown status; the row counts.</summary>
    public sealed record Warning(string File, long Line, Sentence Message) : ImportItem;

    /// <summary>A file that is damaged or ends too early. What was read before counts; the import is not complete.</summary>
    public sealed record Damage(string File, long Line, Sentence Message) : ImportItem;
}

/// <summary>A row that could not be read.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Line">The line on which the row starts, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Content">The row as it stands in the file.</param>
public sealed record RowProblem(string File, long Line, Sentence Reason, string Content);
