using Deskmeter.Bench;

if (args is [var name, .. var rest] && Benchmarks.All.FirstOrDefault(benchmark => benchmark.Name == name) is { } chosen)
{
    chosen.Run(rest);
    return 0;
}

Console.Error.WriteLine("usage: bench NAME [ARGUMENT ...]");
foreach (var benchmark in Benchmarks.All) Console.Error.WriteLine($"  {benchmark.Name,-16}{benchmark.Shows}");
return 2;
