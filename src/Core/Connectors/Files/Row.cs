namespace Deskmeter.Connectors.Files;

/// <summary>One row while it is read: its mapped cells, and what was found wrong with it.</summary>
internal sealed class Row(string file, int cells)
{
    public string File => file;

    /// <summary>The cells that the mapping uses, in the order in which it asked for them; null: it says nothing.</summary>
    public string?[] Cells { get; } = new string?[cells];

    public long Line { get; private set; }

    /// <summary>Why the row cannot be read; null while it can.</summary>
    public Sentence? Problem { get; private set; }

    /// <summary>Doubts about the row; it counts.</summary>
    public List<Sentence> Warnings { get; } = [];

    public void Begin(long line)
    {
        Line = line;
        Problem = null;
        Warnings.Clear();
    }

    public void Fail(Sentence reason) => Problem ??= reason;

    public void Warn(Sentence message)
    {
        if (!Warnings.Contains(message)) Warnings.Add(message);
    }

    /// <summary>Becomes a copy of another row of the same file, to be read later.</summary>
    public void Take(Row other)
    {
        other.Cells.CopyTo(Cells, 0);
        Line = other.Line;
    }
}
