namespace Deskmeter.Store;

/// <summary>Lists of texts of one column: all their texts one after another, and where each list ends.</summary>
public sealed class TextListBuffer : ColumnBuffer
{
    private int[] _ends = new int[64];
    private IReadOnlyList<string>? _last;

    /// <summary>The texts of all lists.</summary>
    public TextBuffer Texts { get; } = new();

    /// <summary>The number of texts up to the end of each list.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>The list in a row.</summary>
    public IReadOnlyList<string> this[int row] => [.. Enumerable.Range(StartOf(row), Ends[row] - StartOf(row)).Select(text => Texts[text])];

    public void Append(IReadOnlyList<string> list)
    {
        if (ReferenceEquals(list, _last)) Texts.Repeat(list.Count);
        else foreach (var text in list) Texts.Append(text);
        _last = list;
        End(Next(isValid: true));
    }

    public override void AppendNull() => End(Next(isValid: false));

    public override void Clear()
    {
        _last = null;
        Texts.Clear();
        base.Clear();
    }

    /// <summary>Where the list in a row begins among the texts.</summary>
    public int StartOf(int row) => row == 0 ? 0 : _ends[row - 1];

    private void End(int index)
    {
        if (index >= _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
        _ends[index] = Texts.Count;
    }
}
