using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>Plays one ticket: who writes, who answers how soon, what it waits for, and whether it comes back.</summary>
internal sealed class DemoConversation
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private readonly DemoShop _shop;
    private readonly DemoOrigin _origin;
    private readonly DemoChannel _channel;
    private readonly DemoTopic _topic;
    private readonly DemoEvents _events;
    private readonly Actor _customer;
    private readonly DemoDesk _desk;
    private readonly DemoRandom _random;
    private DemoAgent _agent;
    private int _priority;
    private int _replies;
    private bool _isSolved;
    private IReadOnlyList<string> _tags = [];

    public DemoConversation(DemoShop shop, DemoOrigin origin, DemoRandom random)
    {
        (_shop, _origin, _random) = (shop, origin, random);
        (_channel, _topic) = (DemoChannel.All[origin.Channel], DemoTopic.All[origin.Topic]);
        _events = new DemoEvents(shop.End.ToUnixTimeSeconds()) { Now = origin.At };
        _desk = new DemoDesk(shop, _events, random);
        _customer = new Actor(ActorClass.Customer, origin.Customer.Id);
        _priority = DemoPriority.Draw(origin.Customer.Segment == "member", _random);
        _agent = _desk.Somebody(FirstTeam());
    }

    public Ticket Write()
    {
        if (_origin.Fate == DemoFate.AgentStarted && _desk.IsOpen(_agent))
        {
            StartByAgent();
            return Finish();
        }

        ArriveFromCustomer();
        switch (_origin.Fate)
        {
            case DemoFate.Spam:
                Remove(RemovalReason.Spam);
                break;
            case DemoFate.Test:
                Remove(RemovalReason.Test);
                break;
            case DemoFate.Deleted:
                Remove(RemovalReason.Deleted);
                break;
            case DemoFate.Merged:
                MergeIntoEarlier();
                break;
            case DemoFate.Restored:
                Remove(RemovalReason.Deleted);
                _desk.Wait(_random.Around(3 * Hour, 0.5));
                _events.Remove(RemovalReason.Restored, _agent.Actor);
                Help();
                break;
            default:
                if (!AnswerByBot()) Help();
                break;
        }

        return Finish();
    }

    private static string TicketId(int index) => $"{20_000 + index}";

    private void ArriveFromCustomer()
    {
        _events.Message(_customer);
        DemoPriority.All[_priority].Apply(_channel, _events, isReplied: false);
        if (!_channel.IsAcknowledged) return;
        _desk.Wait(1 + _random.Below(20));
        _events.Message(DemoEvents.Automation, isAcknowledgement: true);
    }

    private void StartByAgent()
    {
        _events.Status(Stage.Open, _agent.Actor);
        _events.Assign(_agent, _agent.Actor);
        _events.Message(_agent.Actor);
        _replies = 1;
        if (_random.Chance(0.6)) AskAndWait();
        if (!_isSolved) Solve();
    }

    private void Remove(RemovalReason reason)
    {
        if (_random.Chance(reason == RemovalReason.Spam ? 0.7 : 0))
        {
            _desk.Wait(2);
            _events.Remove(reason, DemoEvents.Automation);
            return;
        }

        _desk.Work(_agent, Pace());
        _events.Remove(reason, _agent.Actor);
    }

    private void MergeIntoEarlier()
    {
        _desk.Work(_agent, Pace() / 2);
        _events.Assign(_agent, _agent.Actor);
        _events.Merge(TicketId(_origin.Index - 1), _agent.Actor);
        _events.Status(Stage.Closed, _agent.Actor);
    }

    /// <summary>The bot greets, answers, and either that was all, or it hands over. Bots came to the shop in its first year.</summary>
    private bool AnswerByBot()
    {
        var share = _origin.Channel switch { DemoChannel.Chat => 0.85, DemoChannel.WhatsApp => 0.5, _ => 0 };
        if (_origin.Fate != DemoFate.Usual || _shop.Demand.Passed(_events.Now) < 0.38 || !_random.Chance(share)) return false;
        _desk.Wait(1);
        _events.Message(DemoEvents.Bot, isAcknowledgement: true);
        _desk.Wait(2 + _random.Below(6));
        _events.Message(DemoEvents.Bot);
        _desk.Wait(_random.Around(45, 0.6));
        if (_random.Chance(0.75)) _events.Message(_customer);
        _desk.Wait(2 + _random.Below(4));
        if (!_random.Chance(_topic.Bot + 0.06))
        {
            _events.HandOver();
            return false;
        }

        _events.Message(DemoEvents.Bot);
        var isConfirmed = _random.Chance(0.4);
        _desk.Wait(isConfirmed ? _random.Around(30, 0.5) : 10 * Minute);
        _events.Status(Stage.Solved, DemoEvents.Bot, isConfirmed: isConfirmed);
        ComeBackOrClose(0.05);
        return true;
    }

    private void Help()
    {
        Route();
        ReplyFirst();
        if (_origin.Fate == DemoFate.Forgotten)
        {
            Forget();
            return;
        }

        Talk();
        if (!_isSolved) Solve();
    }

    /// <summary>Into a team's queue, to an agent, and to another when it was the wrong one.</summary>
    private void Route()
    {
        if (_origin.Channel == DemoChannel.Phone)
        {
            _desk.Wait(10 + _random.Below(50));
            TakeUp();
            return;
        }

        if (_random.Chance(_channel.IsMessaging ? 0.3 : 0.7))
        {
            _desk.Wait(1);
            _events.Queue(_agent.Team);
        }

        var arrived = _events.Now;
        var delay = Pace() * (_channel.IsMessaging && !_desk.IsOpen(_agent) ? 1 + 2 * _random.Unit() : 1);
        Chase(arrived, _desk.Work(_agent, delay * (0.5 + 0.45 * _random.Unit())));
        TakeUp();
        var isForOthers = _topic.Team != _agent.Team && _agent.Team != DemoTeam.Returns;
        if (isForOthers && _random.Chance(_channel.IsMessaging ? 0.08 : 0.22)) Transfer(_desk.Somebody(_topic.Team));
        else if (_random.Chance(0.03)) Transfer(_desk.Somebody(_agent.Team));
    }

    /// <summary>Who waits long may ask again before the ticket is taken up.</summary>
    private void Chase(long arrived, long until)
    {
        if (until - arrived < 20 * Hour || !_random.Chance(0.18)) return;
        _events.Now = arrived + (long)((until - arrived) * (0.5 + 0.45 * _random.Unit()));
        _events.Message(_customer);
        _events.Now = until;
    }

    private void TakeUp()
    {
        _agent = _desk.Somebody(_agent.Team);
        _events.Assign(_agent, _random.Chance(0.6) ? _agent.Actor : DemoEvents.Automation);
        _events.Status(Stage.Open, _agent.Actor);
    }

    private void Transfer(DemoAgent to)
    {
        if (to == _agent) return;
        _desk.Work(_agent, _random.Around(4 * Minute, 0.6));
        if (_random.Chance(0.5)) _events.Message(_agent.Actor, isPublic: false);
        _events.Assign(to, _agent.Actor);
        _agent = to;
        _desk.Work(_agent, Pace() / 2);
    }

    private void ReplyFirst()
    {
        if (_origin.Channel == DemoChannel.Phone) _desk.Wait(_random.Around(3.5 * Minute, 0.5));
        else _desk.Work(_agent, Pace() * 0.2);
        ChangePriority();
        if (_random.Chance(0.3)) Tag();
        if (_random.Chance(0.10)) _events.Message(_agent.Actor, isPublic: false);
        Reply();
        if (!_random.Chance(_topic.Escalation) || _agent.Team == DemoTeam.Products) return;
        _events.Message(_agent.Actor, isPublic: false);
        Transfer(_desk.Somebody(DemoTeam.Products));
        Reply();
    }

    private void ChangePriority()
    {
        if (!_random.Chance(0.04) || _priority == DemoPriority.Urgent || _events.IsOver) return;
        _priority++;
        _events.Priority(DemoPriority.All[_priority].Name, _agent.Actor);
        DemoPriority.All[_priority].Apply(_channel, _events, isReplied: _replies > 0);
    }

    private void Tag()
    {
        if (_events.IsOver) return;
        _tags = _topic.Tags[_random.Below(_topic.Tags.Length)];
        _events.Tags(_tags, _agent.Actor);
    }

    private void Reply()
    {
        _events.Message(_agent.Actor);
        _replies++;
    }

    private void Talk()
    {
        var chance = _topic.Question * (_channel.IsMessaging ? 1.3 : 1.2);
        for (var round = 0; round < 6 && !_isSolved && _random.Chance(chance); round++, chance *= 0.62)
        {
            if (_channel.IsMessaging && !_random.Chance(0.12)) Chat();
            else AskAndWait();
        }

        if (!_isSolved && _random.Chance(1.25 * _topic.Hold)) Hold();
    }

    private void Chat()
    {
        _desk.Wait(_random.Around(_channel.AnswerSeconds, 0.8));
        _events.Message(_customer);
        Continue(0.7);
    }

    private void AskAndWait()
    {
        _events.Status(Stage.Pending, _agent.Actor);
        if (_random.Chance(0.13))
        {
            // Nobody answered: the rule ends it.
            _desk.Wait(5 * Day);
            _events.Status(Stage.Solved, DemoEvents.Automation);
            _isSolved = true;
            ComeBackOrClose(0.03);
            return;
        }

        _desk.Wait(_random.Around(_channel.AnswerSeconds, 1.1));
        _events.Message(_customer);
        _events.Status(Stage.Open, _customer);
        Continue(0.8);
    }

    private void Hold()
    {
        _events.Status(Stage.Hold, _agent.Actor);
        var isLong = _random.Chance(0.28);
        _desk.Work(_agent, _random.Around(isLong ? 90 * Hour : 12 * Hour, 0.9) * Math.Sqrt(_desk.Slowness));
        _events.Status(Stage.Open, _random.Chance(0.5) ? DemoEvents.Automation : _agent.Actor);
        Continue(0.6);
    }

    /// <summary>The agent, or a colleague on a free day, replies again.</summary>
    private void Continue(double pace)
    {
        _desk.Work(_agent, Pace() * pace);
        if (!_desk.IsAtWork(_agent))
        {
            _agent = _desk.Somebody(_agent.Team);
            _events.Assign(_agent, _agent.Actor);
        }

        Reply();
    }

    private void Solve()
    {
        _isSolved = true;
        if (_random.Chance(0.30) && !_channel.IsMessaging) _desk.Work(_agent, _random.Around(5 * Hour, 0.9));
        else _desk.Wait(_random.Below(90));
        _events.Work((long)_random.Around(_topic.WorkSeconds * _agent.Speed * Math.Sqrt(_replies), 0.4), _agent.Actor);
        _events.Status(Stage.Solved, _agent.Actor, _random.Chance(0.02) ? ResolveVia.Bulk : null);
        ComeBackOrClose(0.034 * _agent.Care * (1 + _topic.Question));
    }

    /// <summary>Thanks, or a reopening; at last the rule closes what was solved four days ago.</summary>
    private void ComeBackOrClose(double chance)
    {
        var solved = _events.Now;
        if (_random.Chance(chance))
        {
            _desk.Wait(Math.Min(_random.Around(16 * Hour, 1.1), 3.9 * Day));
            ReopenByCustomer();
            return;
        }

        if (_replies > 0 && _random.Chance(0.13))
        {
            _desk.Wait(Math.Min(_random.Around(_channel.IsMessaging ? Minute : 2 * Hour, 0.9), 3 * Day));
            _events.Message(_customer);
        }

        _events.Now = solved + 4 * Day;
        _events.Status(Stage.Closed, DemoEvents.Automation);
    }

    private void ReopenByCustomer()
    {
        _events.Message(_customer);
        _events.Status(Stage.Open, _customer);
        if (_replies == 0)
        {
            _events.HandOver();
            Route();
            ReplyFirst();
        }
        else
        {
            Continue(1.2);
        }

        if (_random.Chance(_topic.Question)) AskOnce();
        Solve();
    }

    private void AskOnce()
    {
        _desk.Wait(_random.Around(_channel.AnswerSeconds, 1));
        _events.Message(_customer);
        Continue(1);
    }

    /// <summary>Left lying until somebody clears the old ones away.</summary>
    private void Forget()
    {
        var choice = _random.Unit();
        if (choice < 0.5) _events.Status(Stage.Pending, _agent.Actor);
        else if (choice < 0.75) _events.Status(Stage.Hold, _agent.Actor);
        _desk.Wait((30 + 330 * _random.Unit()) * Day);
        _desk.Work(_agent, Hour);
        _events.Status(Stage.Solved, _desk.Somebody(_agent.Team).Actor, ResolveVia.Bulk);
        _events.Now += 4 * Day;
        _events.Status(Stage.Closed, DemoEvents.Automation);
    }

    private int FirstTeam()
    {
        if (_channel.IsMessaging) return DemoTeam.Chat;
        return _topic.Team switch
        {
            DemoTeam.Returns when _random.Chance(0.6) => DemoTeam.Returns,
            DemoTeam.Products when _random.Chance(0.4) => DemoTeam.Products,
            _ => DemoTeam.Orders,
        };
    }

    /// <summary>Business seconds until the agent gets to it.</summary>
    private double Pace() => _desk.Pace(_agent, _channel) * DemoPriority.All[_priority].Pace;

    private Ticket Finish() => new(DemoShop.Source, TicketId(_origin.Index))
    {
        Profile = DemoFirstContact.Judge(DemoProfile.Of(_origin, _events, DemoPriority.All[_priority], _tags, _random), _events.All, _random),
        Events = _events.All,
    };
}
