namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>The same records as a table and as JSON lines, for every import; each says every field that its kind has.</summary>
internal static class Samples
{
    public static readonly IReadOnlyDictionary<string, (string Csv, string Json)> All = new Dictionary<string, (string, string)>
    {
        ["calls"] = (
            """
            id,version,medium,direction,customer,ticket,number,article,channel,brand,language,country,product,topic,segment,outcome,leg,queue,offered_at,queued_at,answered_at,ended_at,agent,team,hold_seconds,holds,wrap_seconds
            c1,2,phone,inbound,+31 6 1,T1,+31 20 1,A1,phone,north,nl,NL,tent,returns,gold,answered,,orders,2024-03-04T09:00:00Z,2024-03-04T09:00:10Z,2024-03-04T09:00:40Z,2024-03-04T09:05:00Z,ada,desk,30,2024-03-04T09:01:00Z/2024-03-04T09:01:30Z;2024-03-04T09:02:00Z/,15
            c1,2,phone,inbound,+31 6 1,T1,+31 20 1,A1,phone,north,nl,NL,tent,returns,gold,answered,second,billing,2024-03-04T09:05:00Z,,,,,,,,
            c2,,chat,outbound,,,,,,,,,,,,,,,,,,,,,,,
            """,
            """
            {"id":"c1","version":2,"customer":"+31 6 1","ticket":"T1","number":"+31 20 1","article":"A1","channel":"phone","brand":"north","language":"nl","country":"NL","product":"tent","topic":"returns","segment":"gold","outcome":"answered","legs":[{"offered_at":"2024-03-04T09:00:00Z","queue":"orders","queued_at":"2024-03-04T09:00:10Z","answered_at":"2024-03-04T09:00:40Z","ended_at":"2024-03-04T09:05:00Z","agent":"ada","team":"desk","hold_seconds":30,"holds":[{"from":"2024-03-04T09:01:00Z","until":"2024-03-04T09:01:30Z"},{"from":"2024-03-04T09:02:00Z"}],"wrap_seconds":15},{"key":"second","queue":"billing","offered_at":"2024-03-04T10:05:00+01:00"}]}
            {"id":"c2","medium":"chat","direction":"outbound"}
            """),
        ["sessions"] = (
            """
            id,version,is_deleted,kind,started_at,completed_at,handed_over_at,ended_at,ticket,customer,tool,channel,brand,language,country,product,topic,segment
            s1,1,yes,portal,2024-03-04T09:00:00Z,2024-03-04T09:01:00Z,2024-03-04T09:02:00Z,2024-03-04T09:03:00Z,T1,c9,returns flow,web,north,nl,NL,tent,returns,gold
            s2,,,,2024-03-04T09:00:00Z,,,,,,,,,,,,,
            """,
            """
            {"id":"s1","version":1,"is_deleted":true,"kind":"portal","started_at":"2024-03-04T09:00:00Z","completed_at":"2024-03-04T09:01:00Z","handed_over_at":"2024-03-04T09:02:00Z","ended_at":"2024-03-04T09:03:00Z","ticket":"T1","customer":"c9","tool":"returns flow","channel":"web","brand":"north","language":"nl","country":"NL","product":"tent","topic":"returns","segment":"gold"}
            {"id":"s2","started_at":"2024-03-04T09:00:00Z"}
            """),
        ["surveys"] = (
            """
            id,kind,scale,touchpoint,sent_at,opened_at,delivery,is_anonymous,customer,ticket,agent_at_send,team_at_send,channel,brand,language,country,product,topic,segment,answer,answered_at,score,comment,agent_at_answer,team_at_answer,answer_version
            v1,csat,1-5,transactional,2024-03-04T09:00:00Z,2024-03-04T09:10:00Z,delivered,no,c9,T1,ada,desk,mail,north,nl,NL,tent,returns,gold,,2024-03-04T10:00:00Z,4,"fast, kind",ada,desk,
            v1,csat,1-5,transactional,2024-03-04T09:00:00Z,2024-03-04T09:10:00Z,delivered,no,c9,T1,ada,desk,mail,north,nl,NL,tent,returns,gold,later,2024-03-05T10:00:00Z,5,,bob,chat,3
            v2,nps,0-10,relationship,,,bounced,yes,,,,,,,,,,,,,,,,,,
            """,
            """
            {"id":"v1","kind":"csat","scale":"1-5","touchpoint":"transactional","sent_at":"2024-03-04T09:00:00Z","opened_at":"2024-03-04T09:10:00Z","customer":"c9","ticket":"T1","agent_at_send":"ada","team_at_send":"desk","channel":"mail","brand":"north","language":"nl","country":"NL","product":"tent","topic":"returns","segment":"gold","answers":[{"at":"2024-03-04T10:00:00Z","score":4,"comment":"fast, kind","agent":"ada","team":"desk"},{"key":"later","at":"2024-03-05T10:00:00Z","score":5.0,"agent":"bob","team":"chat","version":3}]}
            {"id":"v2","kind":"nps","scale":"0-10","touchpoint":"relationship","delivery":"bounced","is_anonymous":true}
            """),
        ["articles"] = (
            """
            type,id,title,topic,language,words,media_seconds,number,article,viewed_at,reader,active_seconds,expected_seconds,is_bot,is_agent,voted_at,is_up,searched_at,result_count
            article,A1,Sending back,returns,en,400,20,+31 20 1,,,,,,,,,,,
            view,,,returns,en,,,,A1,2024-03-04T09:00:00Z,c9,45,90,no,yes,,,,
            view,,,,,,,,A1,2024-03-04T09:00:01Z,,,,yes,,,,,
            vote,,,returns,en,,,,A1,,c9,,,,,2024-03-04T09:01:00Z,true,,
            search,q7,,returns,en,,,,,,c9,,,,,,,2024-03-04T08:59:00Z,0
            """,
            """
            {"type":"article","id":"A1","title":"Sending back","topic":"returns","language":"en","words":400,"media_seconds":20,"number":"+31 20 1"}
            {"type":"view","article":"A1","viewed_at":"2024-03-04T09:00:00Z","reader":"c9","active_seconds":45,"expected_seconds":90,"is_agent":true,"topic":"returns","language":"en"}
            {"article":"A1","viewed_at":"2024-03-04T09:00:01Z","is_bot":true,"type":"view"}
            {"type":"vote","article":"A1","voted_at":"2024-03-04T09:01:00Z","is_up":true,"reader":"c9","topic":"returns","language":"en"}
            {"type":"search","id":"q7","searched_at":"2024-03-04T08:59:00Z","result_count":0,"reader":"c9","topic":"returns","language":"en"}
            """),
        ["customers"] = (
            """
            id,emails,phones,aliases,segment,country,language
            9,ann@example.com; ann@work.example,+31 6 1,shop-9,gold,NL,nl
            10,,,,,,
            """,
            """
            {"id":"9","emails":["ann@example.com","ann@work.example"],"phones":["+31 6 1"],"aliases":["shop-9"],"segment":"gold","country":"NL","language":"nl"}
            {"id":"10"}
            """),
        ["orders"] = (
            """
            id,customer,paid_at,amount,currency,channel,brand,country,product,segment,refund,refunded_at,refund_amount,refund_version
            o1,c9,2024-03-04T09:00:00Z,59.50,eur,web,north,NL,tent,gold,r1,2024-03-06T09:00:00Z,10,2
            o1,c9,2024-03-04T09:00:00Z,59.50,eur,web,north,NL,tent,gold,,2024-03-07T09:00:00Z,9.50,
            o2,,,0,,,,,,,,,,
            """,
            """
            {"id":"o1","customer":"c9","paid_at":"2024-03-04T09:00:00Z","amount":59.5,"currency":"EUR","channel":"web","brand":"north","country":"NL","product":"tent","segment":"gold","refunds":[{"key":"r1","at":"2024-03-06T09:00:00Z","amount":10.00,"version":2},{"at":"2024-03-07T09:00:00Z","amount":9.5}]}
            {"id":"o2"}
            """),
        ["subscriptions"] = (
            """
            id,customer,started_on,ended_on,is_voluntary,trial_until,plan,monthly_value,currency,segment,country,pause,paused_on,resumed_on
            p1,c9,2024-01-01,2024-12-31,false,2024-01-15,gold,12.50,EUR,home,NL,,2024-03-01,2024-04-01
            p1,c9,2024-01-01,2024-12-31,false,2024-01-15,gold,12.50,EUR,home,NL,again,2024-06-01,
            p2,c8,2024-02-01,,,,,,,,,,,
            """,
            """
            {"id":"p1","customer":"c9","started_on":"2024-01-01","ended_on":"2024-12-31","is_voluntary":false,"trial_until":"2024-01-15","plan":"gold","monthly_value":12.5,"currency":"EUR","segment":"home","country":"NL","pauses":[{"from_on":"2024-03-01","until_on":"2024-04-01"},{"key":"again","from_on":"2024-06-01"}]}
            {"id":"p2","customer":"c8","started_on":"2024-02-01"}
            """),
        ["costs"] = (
            """
            id,month,day,from_on,until_on,category,amount,currency,channel,team
            ,2024-12,,,,salary,12000,EUR,,desk
            k2,,2024-03-05,,,technology,99.90,,mail,
            ,,,2024-01-01,2024-04-01,overhead,-30,,,
            """,
            """
            {"from_on":"2024-12-01","until_on":"2025-01-01","category":"salary","amount":12000.00,"currency":"eur","team":"desk"}
            {"id":"k2","from_on":"2024-03-05","until_on":"2024-03-06","category":"technology","amount":99.9,"channel":"mail"}
            {"from_on":"2024-01-01","until_on":"2024-04-01","category":"overhead","amount":-30}
            """),
        ["rates"] = (
            """
            on,currency,into,rate
            2024-03-04,usd,EUR,0.9200
            2024-03-05,USD,,0.93
            """,
            """
            {"on":"2024-03-04","currency":"USD","into":"EUR","rate":0.92}
            {"on":"2024-03-05","currency":"USD","rate":0.93}
            """),
        ["people"] = (
            """
            id,name,stay,joined_on,left_on,is_move,team,tier
            ada,Ada,,2022-01-01,2023-01-01,yes,desk,1
            ada,Ada,,2023-01-01,,,orders,2
            bob,,,,,,,
            """,
            """
            {"id":"ada","name":"Ada","stays":[{"joined_on":"2022-01-01","left_on":"2023-01-01","is_move":true,"team":"desk","tier":1},{"joined_on":"2023-01-01","team":"orders","tier":2}]}
            {"id":"bob"}
            """),
        ["shifts"] = (
            """
            agent,team,kind,from_at,until_at,id
            ada,desk,scheduled,2024-03-04T08:00:00Z,2024-03-04T16:00:00Z,
            ada,,paid_leave,2024-03-05T08:00:00Z,,x1
            """,
            """
            {"agent":"ada","team":"desk","kind":"scheduled","from_at":"2024-03-04T08:00:00Z","until_at":"2024-03-04T16:00:00Z"}
            {"id":"x1","agent":"ada","kind":"paid_leave","from_at":"2024-03-05T08:00:00Z"}
            """),
        ["reviews"] = (
            """
            id,kind,reviewed_at,ticket,ticket_source,scorecard,reviewee,reviewee_team,reviewer,channel,brand,language,country,product,topic,segment,comment,category,score,lowest,highest,weight,is_critical
            q1,auto,2024-03-08T09:00:00Z,T1,helpdesk,standard,ada,desk,kim,mail,north,nl,NL,tent,returns,gold,Kind and clear,tone,80,,,2,
            q1,auto,2024-03-08T09:00:00Z,T1,helpdesk,standard,ada,desk,kim,mail,north,nl,NL,tent,returns,gold,Kind and clear,procedure,,1,5,1.5,true
            """,
            """
            {"id":"q1","kind":"auto","reviewed_at":"2024-03-08T09:00:00Z","ticket":"T1","ticket_source":"helpdesk","scorecard":"standard","reviewee":"ada","reviewee_team":"desk","reviewer":"kim","channel":"mail","brand":"north","language":"nl","country":"NL","product":"tent","topic":"returns","segment":"gold","comment":"Kind and clear","categories":[{"key":"tone","score":80,"weight":2},{"key":"procedure","lowest":1,"highest":5,"weight":1.5,"is_critical":true}]}
            """),
    };
}
