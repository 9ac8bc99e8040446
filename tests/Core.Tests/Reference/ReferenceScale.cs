using System.Globalization;
using System.Text.RegularExpressions;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>A scale from its worst to its best; one of words has neither.</summary>
internal sealed class ReferenceScale
{
    private readonly decimal _worst;
    private readonly decimal _best;
    private readonly bool _isOfNumbers;

    public ReferenceScale(string text)
    {
        Name = text.Trim();
        var parts = Regex.Match(Name, @"^(-?[0-9]+(?:\.[0-9]+)?)\s*(?:-|–|\.\.|to)\s*(-?[0-9]+(?:\.[0-9]+)?)$");
        if (!parts.Success) return;
        _worst = decimal.Parse(parts.Groups[1].Value, CultureInfo.InvariantCulture);
        _best = decimal.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture);
        _isOfNumbers = _worst != _best;
        if (_isOfNumbers) Name = FormattableString.Invariant($"{_worst:0.####}-{_best:0.####}");
    }

    /// <summary>The same for every way to write it.</summary>
    public string Name { get; }

    private decimal Points => Math.Abs(_best - _worst) + 1;

    public bool Holds(decimal score) => !_isOfNumbers || (score >= Math.Min(_worst, _best) && score <= Math.Max(_worst, _best));

    /// <summary>A fifth of the scale, 1 to 5; of two points 2 and 4.</summary>
    public int? Band(decimal score)
    {
        if (!_isOfNumbers) return null;
        if (Points == 2 && score == _worst) return 2;
        if (Points == 2 && score == _best) return 4;
        var place = (score - _worst) / (_best - _worst);
        return place < 0.2m ? 1 : place < 0.4m ? 2 : place < 0.6m ? 3 : place < 0.8m ? 4 : 5;
    }

    /// <summary>In the two best points; of two or three points the best; of more than eleven the best fifth.</summary>
    public bool? IsTop(decimal score) =>
        !_isOfNumbers ? null
        : Points <= 3 ? score == _best
        : Points <= 11 ? Math.Abs(_best - score) <= 1
        : Band(score) == 5;
}
