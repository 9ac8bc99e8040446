using FsCheck;

namespace Deskmeter.Core.Tests.Records;

/// <summary>Checks properties without a line for each that holds.</summary>
internal static class Properties
{
    public static void Holds(this Property property, int tests = 100) =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(tests), property);
}
