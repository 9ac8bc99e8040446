namespace Deskmeter;

/// <summary>How far a stage of work is, from 0 to 1, in words.</summary>
public delegate void Progress(string stage, double done, string detail);
