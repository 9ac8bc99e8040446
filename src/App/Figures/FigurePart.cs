namespace Deskmeter.App.Figures;

/// <summary>A number and what stands around it: <c>2</c> and <c>h</c>; or, where the culture says so, <c>%</c> and <c>84,1</c>.</summary>
public sealed record FigurePart(string Number, string Unit = "", bool UnitFirst = false)
{
    /// <summary>Number and unit, which never part at the end of a line.</summary>
    public string Text => Unit.Length == 0 ? Number : UnitFirst ? $"{Unit}{Number}" : $"{Number}\u00a0{Unit}";
}
