using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Where the people of the team were.</summary>
internal sealed class ReferencePeople(IEnumerable<Person> people)
{
    private readonly List<(string Id, PersonStay Stay)> _stays =
    [
        .. from person in people
           from stay in person.Stays
           orderby stay.JoinedOn, stay.Key, person.Source
           select (person.Id, stay),
    ];

    /// <summary>Somebody's team on a day; where stays overlap, that of the one that began last.</summary>
    public string? TeamOf(string? person, LocalDate on) =>
        _stays.Where(one => one.Id == person && one.Stay.JoinedOn <= on && (one.Stay.LeftOn is not { } left || on < left))
            .Select(one => one.Stay.Team).LastOrDefault();
}
