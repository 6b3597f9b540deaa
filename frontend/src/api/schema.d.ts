// openapi sha256 a9cb48a29c1b948c5a6eb0ef8ea4b29ae25fcbf1a3055b0da3f94095197b3315. Made by `make api`; do not edit.

export interface paths {
    "/api/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Annotations
         * @description The annotations of a time, page by page; `until` is not included.
         */
        get: operations["list_annotations_api_annotations_get"];
        put?: never;
        /**
         * Create Annotation
         * @description Say what happened on a day or at a time.
         */
        post: operations["create_annotation_api_annotations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/annotations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Annotation
         * @description One annotation.
         */
        get: operations["get_annotation_api_annotations__id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Annotation
         * @description The annotation is gone.
         */
        delete: operations["delete_annotation_api_annotations__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Annotation
         * @description Another time or text.
         */
        patch: operations["change_annotation_api_annotations__id__patch"];
        trace?: never;
    };
    "/api/catalog/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Event Names
         * @description The names of the project's events, the most frequent of the last 30 days first.
         */
        get: operations["list_event_names_api_catalog_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Properties
         * @description The properties of events (of one name), or of people, the most common first.
         */
        get: operations["list_properties_api_catalog_properties_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Values
         * @description The most frequent values of a property; of lists their elements.
         */
        get: operations["list_values_api_catalog_values_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/purposes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Purposes
         * @description What this project asks consent for.
         */
        get: operations["list_purposes_api_consents_purposes_get"];
        /**
         * Change Purposes
         * @description These purposes and no others, in this order; one that people have spoken on stays.
         */
        put: operations["change_purposes_api_consents_purposes_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/early_access_features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: early access features */
        get: operations["posthog_questions_get_api_early_access_features"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Erasures
         * @description The project's erasures; with `person` the one in which this id went, if any.
         */
        get: operations["list_erasures_api_erasures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Erasure
         * @description One receipt.
         */
        get: operations["get_erasure_api_erasures__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Events
         * @description Canonical events, newest first; a time without a zone is in the project's.
         */
        get: operations["list_events_api_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow Events
         * @description Events as they become visible: server-sent events, each `data` one canonical event. Ends with the session.
         */
        get: operations["follow_events_api_events_live_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Rejected
         * @description What was refused in the last 30 days and why, newest first, and how often for each reason.
         */
        get: operations["list_rejected_api_events_rejected_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/{what}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Canonical events, oldest first, or persons; `until` is not included. What was acknowledged is in it. Personal
         *     values are hidden from callers without the right to see them, sensitive ones from those who do not manage.
         */
        get: operations["export_api_export__what__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feature_flag/local_evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: definitions */
        get: operations["posthog_questions_get_api_feature_flag_local_evaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Group Types
         * @description The kinds of groups that events name.
         */
        get: operations["list_group_types_api_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Groups
         * @description The groups of a kind, the highest of `sort` first.
         */
        get: operations["list_groups_api_groups__type__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Group
         * @description One group.
         */
        get: operations["get_group_api_groups__type___id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{type}/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Group Members
         * @description The people of a group; whoever was seen in it last comes first.
         */
        get: operations["list_group_members_api_groups__type___id__members_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health */
        get: operations["health_api_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Conflicts
         * @description Links that do not join and wait for a person to decide.
         */
        get: operations["list_conflicts_api_identity_conflicts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/conflicts/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Conflict
         * @description They are one person: a merge, which can be undone. The answer is that person.
         */
        post: operations["accept_conflict_api_identity_conflicts__id__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/conflicts/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss Conflict
         * @description They stay two persons, and nobody is asked again.
         */
        post: operations["dismiss_conflict_api_identity_conflicts__id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/conflicts/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Conflict
         * @description A dismissed conflict waits again.
         */
        post: operations["restore_conflict_api_identity_conflicts__id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take
         * @description {"events": […], "rejects": […]} with ids that follow from their rows; those already there change nothing.
         */
        post: operations["take_api_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Funnel
         * @description How many people take each step, what share of the first and of the step before, and how long they need.
         */
        post: operations["ask_funnel_api_insight_funnel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/funnel/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Histogram
         * @description How long people need from one step to another.
         */
        post: operations["ask_histogram_api_insight_funnel_histogram_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/funnel/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Course
         * @description Conversion by interval of entry.
         */
        post: operations["ask_course_api_insight_funnel_trend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/lifecycle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Lifecycle
         * @description New, returning, resurrecting and dormant people per interval.
         */
        post: operations["ask_lifecycle_api_insight_lifecycle_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask People
         * @description Who is behind a number: as many people as the cell says, page by page or all as CSV.
         */
        post: operations["ask_people_api_insight_people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Retention
         * @description Who comes back: cohorts by the period of their start, people who returned in each period after.
         */
        post: operations["ask_retention_api_insight_retention_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/stickiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Stickiness
         * @description People by the number of intervals they were active in.
         */
        post: operations["ask_stickiness_api_insight_stickiness_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Trend
         * @description How much over time: events or people per bucket, split, compared, combined by a formula (x/0 = 0).
         */
        post: operations["ask_trend_api_insight_trend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Invitation
         * @description Who invites to what.
         */
        get: operations["get_invitation_api_invitations__token__get"];
        put?: never;
        /**
         * Accept Invitation
         * @description Enter: the answer is a session. The link works once.
         */
        post: operations["accept_invitation_api_invitations__token__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Keys
         * @description The project's keys that work, the oldest first.
         */
        get: operations["list_keys_api_keys_get"];
        put?: never;
        /**
         * Create Key
         * @description A new key; `key` is the whole of it, for a secret key here and never again.
         */
        post: operations["create_key_api_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Key
         * @description The key works no more: here at once, in other processes within three seconds.
         */
        delete: operations["delete_key_api_keys__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/kol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Ranking
         * @description People by their influence, with what it comes from.
         */
        post: operations["ask_ranking_api_kol_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/kol/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Leader
         * @description One person's place by the default settings, and what it comes from.
         */
        get: operations["get_leader_api_kol__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lifecycle
         * @description How many people are in each state now, and how they moved between two days.
         */
        get: operations["get_lifecycle_api_lifecycle_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/compute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compute Lifecycle
         * @description Make the whole history anew, now, up to the end of yesterday; otherwise it is made every night.
         */
        post: operations["compute_lifecycle_api_lifecycle_compute_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Rules
         * @description What these rules would make of everybody now; nothing is kept.
         */
        post: operations["preview_rules_api_lifecycle_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Rules
         * @description The rules in use: the project's own, or the defaults with the project's key events.
         */
        get: operations["get_rules_api_lifecycle_rules_get"];
        /**
         * Put Rules
         * @description Other rules: states follow at once, their history when it is next computed.
         */
        put: operations["put_rules_api_lifecycle_rules_put"];
        post?: never;
        /**
         * Reset Rules
         * @description The defaults again.
         */
        delete: operations["reset_rules_api_lifecycle_rules_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/starters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Starters
         * @description The five starter segments — new, active, churn risk, dormant, opinion leaders — those that are missing.
         */
        post: operations["create_starters_api_lifecycle_starters_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description Everybody of the project, the oldest first.
         */
        get: operations["list_members_api_members_get"];
        put?: never;
        /**
         * Invite Member
         * @description Somebody new, who enters with the link. Nobody gives more than they have.
         */
        post: operations["invite_member_api_members_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Member
         * @description No member any more, at once. Everybody may leave; to remove somebody else takes the right to manage.
         */
        delete: operations["remove_member_api_members__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Member
         * @description Another role. The last owner stays owner.
         */
        patch: operations["change_member_api_members__id__patch"];
        trace?: never;
    };
    "/api/members/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Invitation
         * @description A new link, and the earlier one works no more. For somebody who has joined it is the way to a new password.
         */
        post: operations["renew_invitation_api_members__id__invitation_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Merges
         * @description Who merged and split whom, the newest first.
         */
        get: operations["list_merges_api_merges_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Merge
         * @description One merge or split.
         */
        get: operations["get_merge_api_merges__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Merge
         * @description Take a merge or a split back: every number is again what it would be without it. The answer is everybody whom
         *     its ids are then.
         */
        post: operations["undo_merge_api_merges__id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Persons
         * @description Everybody with an event, the newest seen first.
         */
        get: operations["list_persons_api_persons_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Persons
         * @description From now on these ids are one person, also for what happened before. The answer is that person.
         */
        post: operations["merge_persons_api_persons_merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/merge/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Merge
         * @description What a merge would do: ids, events, what becomes of each property and why, segments. Nothing changes.
         */
        post: operations["preview_merge_api_persons_merge_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Query Persons
         * @description The people of a condition and a search, sorted: a page of them, or all as CSV (more than 20,000 by id).
         */
        post: operations["query_persons_api_persons_query_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Person
         * @description One person by any of their ids, with their tags, their life-cycle state and the segments they are in.
         */
        get: operations["get_person_api_persons__id__get"];
        put?: never;
        post?: never;
        /**
         * Erase Person
         * @description Take a person out of everything, by any of their ids, for good; what comes of them later is dropped. It takes a
         *     while: ask for the receipt. Asked again, the answer is the same erasure.
         */
        delete: operations["erase_person_api_persons__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Person
         * @description Change properties. The change is an event like any other; the answer already has it.
         */
        patch: operations["change_person_api_persons__id__patch"];
        trace?: never;
    };
    "/api/persons/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Consents
         * @description What the person said, over all their ids the latest word of each.
         */
        get: operations["get_consents_api_persons__id__consents_get"];
        /**
         * Say Consents
         * @description Write down what the person said. Each news is an event `consent_changed`; an older word than the kept one changes
         *     nothing.
         */
        put: operations["say_consents_api_persons__id__consents_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Person
         * @description Profile, ids and why they belong together, segments, consents, and every event, newest first. Needs the right to
         *     see personal values: nothing in it is hidden.
         */
        get: operations["export_person_api_persons__id__export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Groups Of Person
         * @description The groups that a person belongs to, or once did.
         */
        get: operations["list_groups_of_person_api_persons__id__groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Links
         * @description Why these ids are one person, and which links do not count: the log of merges and splits.
         */
        get: operations["get_links_api_persons__id__links_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description What the person did, over all their ids, session by session; the events of one are asked of the timeline.
         */
        get: operations["list_sessions_api_persons__id__sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split Person
         * @description Take ids off a person: their events count for themselves again. The answer is everybody there is then.
         */
        post: operations["split_person_api_persons__id__split_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/split/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Split
         * @description Who there would be after a split, with which ids, events and properties. Nothing changes.
         */
        post: operations["preview_split_api_persons__id__split_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/persons/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Timeline
         * @description What the person did, over all their ids, newest first; a time without a zone is in the project's.
         */
        get: operations["get_timeline_api_persons__id__timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/product_tours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: product tours */
        get: operations["posthog_questions_get_api_product_tours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Progress
         * @description What is done and what is still to do.
         */
        get: operations["get_progress_api_progress_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Projects
         * @description The projects that the caller may enter; a key has one.
         */
        get: operations["list_projects_api_projects_get"];
        put?: never;
        /**
         * Create Project
         * @description A new project, its caller the owner, with a write key and a secret key.
         */
        post: operations["create_project_api_projects_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/@current/feature_flags/{flag}/remote_config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: remote config */
        get: operations["posthog_questions_get_api_projects_current_feature_flags_flag_remote_config"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Project
         * @description One project and its settings.
         */
        get: operations["get_project_api_projects__project__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Project
         * @description Another name, time zone, currency or other key events; the time zone counts for what happened before too.
         */
        patch: operations["change_project_api_projects__project__patch"];
        trace?: never;
    };
    "/api/properties/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Classes
         * @description Every known property and its class.
         */
        get: operations["list_classes_api_properties_classes_get"];
        /**
         * Give Classes
         * @description Give some properties another class; it counts for every answer from now on.
         */
        put: operations["give_classes_api_properties_classes_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reports
         * @description The project's reports, page by page.
         */
        get: operations["list_reports_api_reports_get"];
        put?: never;
        /**
         * Create Report
         * @description Keep a question under a name; it is refused where the question would be.
         */
        post: operations["create_report_api_reports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report
         * @description One report.
         */
        get: operations["get_report_api_reports__id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Report
         * @description The report is gone; what it counted stays.
         */
        delete: operations["delete_report_api_reports__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Report
         * @description Another name or another question of the same kind.
         */
        patch: operations["change_report_api_reports__id__patch"];
        trace?: never;
    };
    "/api/reports/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Answer Report
         * @description The report's question asked now.
         */
        get: operations["answer_report_api_reports__id__answer_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Rfm
         * @description Everybody who bought, by score and by cell.
         */
        post: operations["ask_rfm_api_rfm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rfm/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Migration
         * @description Who moved from which cell to which since `ago` days before.
         */
        post: operations["ask_migration_api_rfm_migration_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Roles
         * @description What each role may do, the least powerful first.
         */
        get: operations["list_roles_api_roles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Everything
         * @description What a few letters may mean.
         */
        get: operations["search_everything_api_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Segments
         * @description The project's segments, page by page, each with its size when last counted.
         */
        get: operations["list_segments_api_segments_get"];
        put?: never;
        /**
         * Create Segment
         * @description Keep a condition, or the people it means now, or those behind a number, under a name.
         */
        post: operations["create_segment_api_segments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/combine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Combine Segments
         * @description How many are in several segments together, and how these overlap; kept as one more segment where it is named.
         */
        post: operations["combine_segments_api_segments_combine_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Segment
         * @description A list of people from a CSV file with a head line (also gzipped, UTF-8, UTF-16 or GB 18030), at most 100 MB.
         */
        post: operations["import_segment_api_segments_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description Who a condition means, before it becomes a segment.
         */
        post: operations["preview_api_segments_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Segment
         * @description One segment; a live one is counted now.
         */
        get: operations["get_segment_api_segments__id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Segment
         * @description The segment is gone; refused while another segment, a tag or a report uses it.
         */
        delete: operations["delete_segment_api_segments__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Segment
         * @description Another name, description or condition.
         */
        patch: operations["change_segment_api_segments__id__patch"];
        trace?: never;
    };
    "/api/segments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sizes
         * @description How large the segment was, each time it was counted.
         */
        get: operations["list_sizes_api_segments__id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/lookalike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find Lookalike
         * @description The people outside a segment who are most like those in it, by what they did in the last 90 days and what they
         *     are.
         */
        post: operations["find_lookalike_api_segments__id__lookalike_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description Who is in the segment, in the order of their ids, page by page or all as CSV.
         */
        get: operations["list_members_api_segments__id__members_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/portrait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Portrait
         * @description How the people of a segment are spread over properties, tags and events, against everybody or another segment.
         */
        get: operations["get_portrait_api_segments__id__portrait_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Segment
         * @description Make a saved list anew, all at once: of those whom its condition or its number means now.
         */
        post: operations["refresh_segment_api_segments__id__refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Session
         * @description Who is signed in, or whose key this is.
         */
        get: operations["get_session_api_session_get"];
        put?: never;
        /**
         * Sign In
         * @description Sign in with e-mail and password. Always a new session: one that the browser brought along ends.
         */
        post: operations["sign_in_api_session_post"];
        /**
         * Sign Out
         * @description The session ends here and everywhere it was copied to.
         */
        delete: operations["sign_out_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Another password; every other session of this account ends.
         */
        post: operations["change_password_api_session_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make First Account
         * @description The first account, signed in: owner of every project there is. Works once.
         */
        post: operations["make_first_account_api_setup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: surveys */
        get: operations["posthog_questions_get_api_surveys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Kinds
         * @description The kinds of tags there are, each with the schema of its settings.
         */
        get: operations["list_kinds_api_tag_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tags
         * @description The project's tags, page by page, in the order of their ids.
         */
        get: operations["list_tags_api_tags_get"];
        put?: never;
        /**
         * Create Tag
         * @description A tag as a draft, which is computed, reviewed and published afterwards.
         */
        post: operations["create_tag_api_tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Tag
         * @description One tag with whatever uses it.
         */
        get: operations["get_tag_api_tags__id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Tag
         * @description The tag is gone with its values; refused while a condition uses it, and while it is published (retire it).
         */
        delete: operations["delete_tag_api_tags__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Tag
         * @description Other words, or other settings as a new version.
         */
        patch: operations["change_tag_api_tags__id__patch"];
        trace?: never;
    };
    "/api/tags/{id}/compute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compute Tag
         * @description Its values at a base date, in the place of older ones of that day.
         */
        post: operations["compute_tag_api_tags__id__compute_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft Tag
         * @description Back to work: out of review, or a retired tag again.
         */
        post: operations["draft_tag_api_tags__id__draft_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/give": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give Value
         * @description From today on these people have this value; others keep theirs. For tags whose values come as files.
         */
        post: operations["give_value_api_tags__id__give_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Values
         * @description A CSV file, `id,value` with a head line (and `confidence`), as the values of the day `base` (today).
         */
        post: operations["import_values_api_tags__id__import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Labels
         * @description The sample of the newest values, in an order that does not give the values away.
         */
        get: operations["list_labels_api_tags__id__labels_get"];
        put?: never;
        /**
         * Draw Sample
         * @description Put people into the sample of the newest values; whoever is in it stays, and drawing again changes nothing.
         */
        post: operations["draw_sample_api_tags__id__labels_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/labels/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Label Person
         * @description Say what is true of somebody in the sample.
         */
        put: operations["label_person_api_tags__id__labels__person__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Tag
         * @description The reviewed version is what conditions see from now on; computed first where it has no values yet.
         */
        post: operations["publish_tag_api_tags__id__publish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Quality
         * @description Coverage, freshness, flip rate, and what the labels say of the newest values.
         */
        get: operations["get_quality_api_tags__id__quality_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire Tag
         * @description Conditions do not see it any more; refused while one uses it.
         */
        post: operations["retire_tag_api_tags__id__retire_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review Tag
         * @description The newest version is ready to be looked at by somebody who may publish.
         */
        post: operations["review_tag_api_tags__id__review_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Trials
         * @description The tag's trials, the newest first.
         */
        get: operations["list_trials_api_tags__id__trials_get"];
        put?: never;
        /**
         * Create Trial
         * @description Two versions of the tag against each other on randomised people; one at a time for a tag.
         */
        post: operations["create_trial_api_tags__id__trials_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/trials/{trial_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel Trial
         * @description It is not run; the design stays as a record.
         */
        delete: operations["cancel_trial_api_tags__id__trials__trial_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Values
         * @description Who has which value at a base date (left out: the newest there is), by id; or one person's at every base date.
         */
        get: operations["list_values_api_tags__id__values_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Versions
         * @description What the tag was made of, the newest first, and the base dates there are values of.
         */
        get: operations["list_versions_api_tags__id__versions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/web_experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: web experiments */
        get: operations["posthog_questions_get_api_web_experiments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/array/{token}/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: config */
        get: operations["posthog_questions_get_array_token_config"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/array/{token}/config.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: config script */
        get: operations["posthog_questions_get_array_token_config_js"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog: batch */
        post: operations["posthog_post_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beacon/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: batch */
        post: operations["segment_post_beacon_v1_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog: capture */
        get: operations["posthog_get_capture"];
        put?: never;
        /** posthog: capture */
        post: operations["posthog_post_capture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: decide */
        get: operations["posthog_questions_get_decide"];
        put?: never;
        /** posthog_questions: decide */
        post: operations["posthog_questions_post_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/e": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog: e */
        get: operations["posthog_get_e"];
        put?: never;
        /** posthog: e */
        post: operations["posthog_post_e"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog_questions: flags */
        post: operations["posthog_questions_post_flags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flags/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: definitions */
        get: operations["posthog_questions_get_flags_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/v0/ai/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog: ai batch */
        post: operations["posthog_post_i_v0_ai_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/v0/e": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog: e new */
        get: operations["posthog_get_i_v0_e"];
        put?: never;
        /** posthog: e new */
        post: operations["posthog_post_i_v0_e"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/v1/analytics/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog: v1 */
        post: operations["posthog_post_i_v1_analytics_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog: logs */
        post: operations["posthog_post_i_v1_logs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog: metrics */
        post: operations["posthog_post_i_v1_metrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** posthog: traces */
        post: operations["posthog_post_i_v1_traces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog: replay */
        get: operations["posthog_get_s"];
        put?: never;
        /** posthog: replay */
        post: operations["posthog_post_s"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sourceConfig": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** rudder: source config */
        get: operations["rudder_get_sourceConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/static/{file}.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: script */
        get: operations["posthog_questions_get_static_file_js"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/static/{version}/{file}.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** posthog_questions: script */
        get: operations["posthog_questions_get_static_version_file_js"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/a": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: alias */
        post: operations["segment_post_v1_a"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alias": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: alias */
        post: operations["segment_post_v1_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/b": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: batch */
        post: operations["segment_post_v1_b"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: batch */
        post: operations["segment_post_v1_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** native: events */
        post: operations["native_post_v1_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/g": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: group */
        post: operations["segment_post_v1_g"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: group */
        post: operations["segment_post_v1_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/i": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: identify */
        post: operations["segment_post_v1_i"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: identify */
        post: operations["segment_post_v1_identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: import */
        post: operations["segment_post_v1_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/m": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: metrics */
        post: operations["segment_post_v1_m"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/p": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: page */
        post: operations["segment_post_v1_p"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: page */
        post: operations["segment_post_v1_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{key}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** segment: settings */
        get: operations["segment_get_v1_projects_key_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: screen */
        post: operations["segment_post_v1_s"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: screen */
        post: operations["segment_post_v1_screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/t": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: track */
        post: operations["segment_post_v1_t"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** segment: track */
        post: operations["segment_post_v1_track"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptBody
         * @description `password` is the new one, or the known account's own when it joins.
         */
        AcceptBody: {
            /** Name */
            name?: string | null;
            /**
             * Password
             * @example a long and winding sentence
             */
            password: string;
        };
        /** AccountBody */
        AccountBody: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Id
             * @example acc_7x2k9m4qpw8n3d5t
             */
            id: string;
            /**
             * Name
             * @example Ada
             */
            name: string;
        };
        /**
         * AccuracyBody
         * @description Of one value: `people` have it, `labelled` of them were looked at, `right` are so. `precision_range` = 95 %
         *     (Wilson). `recall` is told once somebody of every value, and of those without one, was looked at.
         */
        AccuracyBody: {
            /** Labelled */
            labelled: number;
            /** People */
            people: number;
            /** Precision */
            precision: number | null;
            /** Precision Range */
            precision_range: [
                number,
                number
            ] | null;
            /** Recall */
            recall: number | null;
            /** Right */
            right: number;
            /**
             * Value
             * @example high
             */
            value: unknown;
        };
        /** Alike */
        Alike: {
            person: components["schemas"]["PersonBody"];
            /** Similarity */
            similarity: number;
        };
        /** AllOf */
        AllOf: {
            /** All */
            all: components["schemas"]["Condition"][];
        };
        /**
         * AnnotationBody
         * @description `at` = the day (`2026-06-18`) or the time it is about; `time` = the same, or that day's beginning, as a time.
         */
        AnnotationBody: {
            /**
             * At
             * @example 2026-06-18
             */
            at: string;
            /**
             * By
             * @description Who wrote it; empty = a program
             * @example Ada
             */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * @example ann_4k0qd2m8
             */
            id: string;
            /**
             * Text
             * @example 618 大促开始
             */
            text: string;
            /**
             * Time
             * Format: date-time
             */
            time: string;
        };
        /**
         * AnnotationChange
         * @description What is left out stays as it is.
         * @example {
         *       "text": "618 sale begins"
         *     }
         */
        AnnotationChange: {
            /** At */
            at?: string | null;
            /** Text */
            text?: string | null;
        };
        /** Annotations */
        Annotations: {
            /** Items */
            items: components["schemas"]["AnnotationBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * Answered
         * @description A report and the answer of its question, in the shape of its kind.
         */
        Answered: {
            /** Answer */
            answer: components["schemas"]["Drawn"] | components["schemas"]["Returned"] | components["schemas"]["Lives"] | components["schemas"]["Histogram"] | components["schemas"]["Conversion"] | components["schemas"]["Course"];
            report: components["schemas"]["Report"];
        };
        /** AnyOf */
        AnyOf: {
            /** Any */
            any: components["schemas"]["Condition"][];
        };
        /**
         * Bar
         * @description People active in exactly so many intervals, and in at least so many.
         */
        Bar: {
            /** At Least */
            at_least: number;
            /** Intervals */
            intervals: number;
            /** People */
            people: number;
        };
        /**
         * Bin
         * @description People who needed from_seconds ≤ t < to_seconds.
         */
        Bin: {
            /** From Seconds */
            from_seconds: number;
            /** People */
            people: number;
            /** To Seconds */
            to_seconds: number;
        };
        /**
         * BreakdownBody
         * @description One property to split by, and how many of its values are shown; `other` shows the rest as `$other`.
         */
        BreakdownBody: {
            /** Bins */
            bins?: number | null;
            /** Clean */
            clean?: "url" | null;
            /**
             * Limit
             * @default 25
             */
            limit?: number;
            /**
             * Of
             * @default event
             * @enum {string}
             */
            of?: "event" | "person";
            /**
             * Other
             * @default true
             */
            other?: boolean;
            /**
             * Property
             * @example country
             */
            property: string;
        };
        /**
         * BreakdownsBody
         * @description Several properties to split by at once; each value is answered as a list.
         */
        BreakdownsBody: {
            /** By */
            by: components["schemas"]["SplitBody"][];
            /**
             * Limit
             * @default 25
             */
            limit?: number;
            /**
             * Other
             * @default true
             */
            other?: boolean;
        };
        /**
         * CanonicalEvent
         * @description One event: who, what and when; `person_id` = the person it counts for now, `ops` = changes of the profile.
         */
        CanonicalEvent: {
            /** Anonymous Id */
            anonymous_id: string | null;
            /** Context */
            context: {
                [key: string]: unknown;
            };
            /** Distinct Id */
            distinct_id: string | null;
            /**
             * Event
             * @example order_paid
             */
            event: string | null;
            /** Group */
            group: {
                [key: string]: unknown;
            } | null;
            /** Groups */
            groups: {
                [key: string]: unknown;
            };
            /**
             * Id
             * @example o-1001
             */
            id: string;
            /** Ops */
            ops: {
                [key: string]: unknown;
            };
            /** Original Timestamp */
            original_timestamp: string | null;
            /**
             * Person Id
             * @example 8b1f0c5d2a64e97f
             */
            person_id: string;
            /** Prev Id */
            prev_id: string | null;
            /**
             * Properties
             * @example {
             *       "currency": "CNY",
             *       "revenue": 129
             *     }
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Received At
             * Format: date-time
             * @example 2026-06-01T01:30:00.000Z
             */
            received_at: string;
            /** Sent At */
            sent_at: string | null;
            /** Session Id */
            session_id: string | null;
            /**
             * Source
             * @example segment
             */
            source: string;
            /** Time Flags */
            time_flags: string[];
            /**
             * Timestamp
             * Format: date-time
             * @example 2026-06-01T01:30:00.000Z
             */
            timestamp: string;
            /**
             * Type
             * @example track
             */
            type: string;
            /** User Id */
            user_id: string | null;
        };
        /**
         * CellCount
         * @description People of a cell, and in the mean their days since the last purchase, purchases, and money.
         */
        CellCount: {
            /**
             * Cell
             * @enum {string}
             */
            cell: "champions" | "promising" | "lapsing" | "rescue" | "loyal" | "recent" | "fading" | "lost";
            /** Frequency */
            frequency: number | null;
            /** Money */
            money: number | null;
            /** People */
            people: number;
            /** Recency */
            recency: number | null;
            /** Total */
            total: number;
        };
        /**
         * Change
         * @description Operations on properties. `add` adds numbers; `append`, `union` (each value once) and `remove` change lists, by
         *     one value or by several; `properties` = set, where null takes one away.
         * @example {
         *       "add": {
         *         "visits": 1
         *       },
         *       "set": {
         *         "plan": "pro"
         *       },
         *       "set_once": {
         *         "first_source": "ad"
         *       },
         *       "unset": [
         *         "old"
         *       ]
         *     }
         */
        Change: {
            /** Add */
            add?: {
                [key: string]: number;
            };
            /** Append */
            append?: {
                [key: string]: unknown;
            };
            /** Properties */
            properties?: {
                [key: string]: unknown;
            };
            /** Remove */
            remove?: {
                [key: string]: unknown;
            };
            /** Set */
            set?: {
                [key: string]: unknown;
            };
            /** Set Once */
            set_once?: {
                [key: string]: unknown;
            };
            /** Union */
            union?: {
                [key: string]: unknown;
            };
            /** Unset */
            unset?: string[];
        };
        /**
         * Cohort
         * @description The people who started in one period: returned[n] of them came back in column n, final where complete[n].
         */
        Cohort: {
            /** Complete */
            complete: boolean[];
            /** Date */
            date: string;
            /** People */
            people: number;
            /** Returned */
            returned: number[];
        };
        /**
         * Cohorts
         * @description The cohorts of one value of the breakdown.
         */
        Cohorts: {
            /** Cohorts */
            cohorts: components["schemas"]["Cohort"][];
            /** Mean */
            mean: (number | null)[];
            /** Value */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
        };
        /**
         * CombineBody
         * @description The segments together; `difference` is the first without the others. With a name it is also kept, as a segment
         *     that refers to these.
         * @example {
         *       "op": "intersection",
         *       "segments": [
         *         "seg_4k0q",
         *         "seg_9dm2"
         *       ]
         *     }
         */
        CombineBody: {
            /**
             * Mode
             * @default live
             * @enum {string}
             */
            mode?: "live" | "snapshot";
            /** Name */
            name?: string | null;
            /**
             * Op
             * @enum {string}
             */
            op: "union" | "intersection" | "difference";
            /** Segments */
            segments: string[];
        };
        /**
         * CombinedBody
         * @description `regions` = the overlap picture: everybody of the segments is in one region; of more than five segments there are
         *     none. `segment` = what was kept.
         */
        CombinedBody: {
            computed: components["schemas"]["Computed"];
            /** People */
            people: number;
            /** Regions */
            regions: components["schemas"]["RegionBody"][];
            segment: components["schemas"]["SegmentBody"] | null;
            /** Segments */
            segments: components["schemas"]["SetBody"][];
        };
        /**
         * ComputeBody
         * @description `base` left out: yesterday in the project's calendar. `version` left out: the newest.
         * @example {
         *       "base": "2026-06-30"
         *     }
         */
        ComputeBody: {
            /** Base */
            base?: string | null;
            /** Version */
            version?: number | null;
        };
        /**
         * Computed
         * @description When an answer was computed, until when the facts in it are complete, how long it took, and of which question.
         */
        Computed: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data Until */
            data_until: string | null;
            /** Definition */
            definition: string;
            /** Elapsed Ms */
            elapsed_ms: number;
        };
        /**
         * Condition
         * @description Which people.
         */
        Condition: components["schemas"]["AllOf"] | components["schemas"]["AnyOf"] | components["schemas"]["NotOf"] | components["schemas"]["PersonIs"] | components["schemas"]["HasDone"] | components["schemas"]["InSequence"] | components["schemas"]["InSegment"] | components["schemas"]["HasTag"] | components["schemas"]["InState"];
        /**
         * ConflictBody
         * @description Two ids that an event called one person, and the two persons that they are. `why`: taken = another user had the
         *     device first; known = the id had been a user itself; held = one person would have more ids than are allowed.
         */
        ConflictBody: {
            a: components["schemas"]["IdBody"];
            b: components["schemas"]["IdBody"];
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Dismissed At */
            dismissed_at: string | null;
            /** Dismissed By */
            dismissed_by: string | null;
            /**
             * Id
             * @example 8b1f0c5d2a64e97f-0c5d2a64e97f8b1f-device
             */
            id: string;
            /**
             * Kind
             * @example device
             */
            kind: string;
            /**
             * People
             * @description Who has the first id, and who has the second
             */
            people: components["schemas"]["PersonBody"][];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Source
             * @example segment identify
             */
            source: string;
            /**
             * Why
             * @enum {string}
             */
            why: "taken" | "known" | "held";
        };
        /**
         * Conflicts
         * @description What changed last comes first; `total` = on all pages, told with the first one only.
         */
        Conflicts: {
            /** Items */
            items: components["schemas"]["ConflictBody"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @example 3
             */
            total: number | null;
        };
        /**
         * ConsentBody
         * @description What the person said last of a purpose (`channel` null) or of one channel; `state` null = nothing yet.
         */
        ConsentBody: {
            /** At */
            at: string | null;
            /**
             * By
             * @description Who wrote it down; empty = a program
             * @example Ada
             */
            by: string;
            /**
             * Channel
             * @example email
             */
            channel: string | null;
            /**
             * Purpose
             * @example marketing
             */
            purpose: string;
            /**
             * Source
             * @example checkout form
             */
            source: string;
            /**
             * State
             * @example granted
             */
            state: ("granted" | "denied" | "revoked") | null;
        };
        /**
         * Consents
         * @description Every purpose of the project and each of its channels.
         */
        Consents: {
            /** Items */
            items: components["schemas"]["ConsentBody"][];
        };
        /**
         * Conversion
         * @description The funnel of all, and of each value of the breakdown.
         */
        Conversion: {
            /** Breakdown */
            breakdown: components["schemas"]["uems__insight__funnel__Part"][] | null;
            computed: components["schemas"]["Computed"];
            /** Steps */
            steps: components["schemas"]["Reached"][];
        };
        /**
         * Count
         * @description How often, and when last, something was refused for this reason.
         */
        Count: {
            /** Code */
            code: string;
            /** Count */
            count: number;
            /**
             * Last
             * Format: date-time
             */
            last: string;
        };
        /**
         * Course
         * @description Conversion by the bucket of the first step. A person counts once in each bucket they entered in, at their best
         *     attempt that began in it; `complete` = every window that began in the bucket has ended.
         */
        Course: {
            /** Breakdown */
            breakdown: components["schemas"]["Entries"][] | null;
            /** Buckets */
            buckets: string[];
            /** Complete */
            complete: boolean[];
            computed: components["schemas"]["Computed"];
            whole: components["schemas"]["Entries"];
        };
        /**
         * CourseBody
         * @description How conversion changes by the day (or other interval) of entry.
         */
        CourseBody: {
            /** Breakdown */
            breakdown?: components["schemas"]["FunnelBreakdown"] | components["schemas"]["FunnelBreakdowns"] | null;
            /**
             * By
             * @default person
             * @example person
             * @example group:company
             */
            by?: string;
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /** Exclude */
            exclude?: components["schemas"]["ExclusionBody"][];
            /**
             * From
             * @default 0
             */
            from?: number;
            /**
             * Hold
             * @example order_id
             */
            hold?: string | null;
            /**
             * Interval
             * @default day
             * @enum {string}
             */
            interval?: "minute" | "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "funnel_trend";
            /** Now */
            now?: string | null;
            /**
             * Order
             * @default ordered
             * @enum {string}
             */
            order?: "ordered" | "strict" | "unordered";
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Steps
             * @example [
             *       {
             *         "event": "catalog_viewed"
             *       },
             *       {
             *         "event": "add_to_cart"
             *       },
             *       {
             *         "event": "order_paid"
             *       }
             *     ]
             */
            steps: components["schemas"]["StepBody"][];
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /** To */
            to?: number | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
            /**
             * Window
             * @description One unit and its amount; a month is 30 days.
             * @example {
             *       "days": 7
             *     }
             */
            window?: {
                [key: string]: number;
            };
        };
        /** CurvePoint */
        CurvePoint: {
            /** Similarity */
            similarity: number;
            /** Size */
            size: number;
        };
        /**
         * Cuts
         * @description Four cut points each: a score is one more than the cut points below the value; for recency, five less than.
         */
        Cuts: {
            /** Frequency */
            frequency: number[];
            /** Money */
            money: number[];
            /** Recency */
            recency: number[];
        };
        /**
         * CutsBody
         * @description Four cut points for each measure, rising.
         */
        CutsBody: {
            /**
             * Frequency
             * @example [
             *       1,
             *       2,
             *       4,
             *       8
             *     ]
             */
            frequency: number[];
            /**
             * Money
             * @example [
             *       50,
             *       100,
             *       300,
             *       1000
             *     ]
             */
            money: number[];
            /**
             * Recency
             * @example [
             *       7,
             *       14,
             *       30,
             *       60
             *     ]
             */
            recency: number[];
        };
        /**
         * DeclineBody
         * @description Of the last `recent` days, fewer active ones than `below` times what the `baseline` days before let expect, at
         *     most `z` standard deviations from it, of people with at least `least` active days in the baseline;
         *     the first `settle` days of a person are no habit yet.
         */
        DeclineBody: {
            /**
             * Baseline
             * @default 28
             */
            baseline?: number;
            /**
             * Below
             * @default 0.5
             */
            below?: number;
            /**
             * Least
             * @default 6
             */
            least?: number;
            /**
             * Recent
             * @default 14
             */
            recent?: number;
            /**
             * Settle
             * @default 14
             */
            settle?: number;
            /**
             * Z
             * @default -2
             */
            z?: number;
        };
        /**
         * Drawn
         * @description The buckets' starts, whether each has ended, and the lines drawn; `compare` adds the starts of the previous.
         */
        Drawn: {
            /** Buckets */
            buckets: string[];
            /** Complete */
            complete: boolean[];
            computed: components["schemas"]["Computed"];
            /** Previous Buckets */
            previous_buckets: string[] | null;
            /** Series */
            series: components["schemas"]["Line"][];
        };
        /**
         * Durations
         * @description How long people needed; no bins, no mean and no median where nobody came so far.
         */
        Durations: {
            /** Bins */
            bins: components["schemas"]["Bin"][];
            computed: components["schemas"]["Computed"];
            /** Mean Seconds */
            mean_seconds: number | null;
            /** Median Seconds */
            median_seconds: number | null;
        };
        /**
         * Entries
         * @description Of the people who entered in each bucket: how many reached the leg's start, how many its end, and the share
         *     (None where nobody entered).
         */
        Entries: {
            /** Converted */
            converted: number[];
            /** Entered */
            entered: number[];
            /** Rate */
            rate: (number | null)[];
            /** Value */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
        };
        /**
         * ErasureBody
         * @description A receipt. `waiting` and `doing` go on by themselves, also after a restart; `went` = rows taken out, by place. It
         *     does not say who it was: only somebody who knows one of the ids can ask for it by that.
         */
        ErasureBody: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Asked By
             * @description Who asked for it; empty = a program
             * @example Ada
             */
            asked_by: string;
            /** Done At */
            done_at: string | null;
            /**
             * Id
             * @example ers_4k0qd2m8
             */
            id: string;
            /**
             * Ids
             * @description How many ids were theirs
             * @example 3
             */
            ids: number;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "doing" | "done";
            /**
             * Went
             * @example {
             *       "facts.events": 42,
             *       "journal.requests": 12,
             *       "store.identity_node": 3
             *     }
             */
            went: {
                [key: string]: number;
            };
        };
        /** Erasures */
        Erasures: {
            /** Items */
            items: components["schemas"]["ErasureBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * EventBody
         * @description Which events: `event` null = any; every test of `where` must pass.
         */
        EventBody: {
            /**
             * Event
             * @example add_to_cart
             */
            event?: string | null;
            /**
             * Where
             * @example [
             *       {
             *         "op": "gte",
             *         "property": "price",
             *         "value": 10
             *       }
             *     ]
             */
            where?: components["schemas"]["Test"][];
        };
        /**
         * EventFilter
         * @description Events of this name (null = any) that pass every test.
         */
        EventFilter: {
            /**
             * Event
             * @default null
             */
            event?: string | null;
            /**
             * Where
             * @default []
             */
            where?: components["schemas"]["Test"][];
        };
        /**
         * EventName
         * @description The events of one name: how many in the last 30 days and ever, and the times of the first and the last.
         */
        EventName: {
            /**
             * First Seen
             * Format: date-time
             */
            first_seen: string;
            /**
             * Last Seen
             * Format: date-time
             */
            last_seen: string;
            /**
             * Name
             * @example order_paid
             */
            name: string;
            /**
             * Volume
             * @example 20480
             */
            volume: number;
            /**
             * Volume 30D
             * @example 1280
             */
            volume_30d: number;
        };
        /**
         * EventNames
         * @description `total` = names that the search finds, over all pages.
         */
        EventNames: {
            /** Items */
            items: components["schemas"]["EventName"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @example 40
             */
            total: number;
        };
        /**
         * Events
         * @description Canonical events, newest first.
         */
        Events: {
            /** Items */
            items: components["schemas"]["CanonicalEvent"][];
            /** Next */
            next: string | null;
        };
        /**
         * Everything
         * @description People first, then segments, reports and events.
         */
        Everything: {
            /** Items */
            items: components["schemas"]["Found"][];
            /** Next */
            next: string | null;
        };
        /**
         * ExclusionBody
         * @description An event that must not happen between two steps, numbered from 0; left out: the first and the last.
         */
        ExclusionBody: {
            /**
             * After
             * @default 0
             */
            after?: number;
            /** Before */
            before?: number | null;
            /**
             * Event
             * @example add_to_cart
             */
            event?: string | null;
            /**
             * Where
             * @example [
             *       {
             *         "op": "gte",
             *         "property": "price",
             *         "value": 10
             *       }
             *     ]
             */
            where?: components["schemas"]["Test"][];
        };
        /**
         * FateBody
         * @description What becomes of one property: its value with each person of `before` (null = none), the value after, the `rule`
         *     that decides, and of which person (public id) the value is, where it is one person's.
         *
         *     Rules: same = all have this value; only = one alone has it; latest = the newest that was set; first = the oldest,
         *     since it is set once; sum = added up; joined = one list of all; removed = taken away later than it was given.
         */
        FateBody: {
            /**
             * After
             * @example pro
             */
            after: unknown;
            /**
             * Before
             * @example [
             *       "free",
             *       "pro"
             *     ]
             */
            before: unknown[];
            /**
             * Name
             * @example plan
             */
            name: string;
            /**
             * Of
             * @example 8b1f0c5d2a64e97f
             */
            of: string | null;
            /**
             * Rule
             * @enum {string}
             */
            rule: "same" | "only" | "latest" | "first" | "sum" | "joined" | "removed";
        };
        /**
         * FeatureBody
         * @description What tells the seed from the others: an event (`property` null) or a value of a property.
         */
        FeatureBody: {
            /** Other Share */
            other_share: number;
            /** Property */
            property: string | null;
            /** Seed Share */
            seed_share: number;
            /** Value */
            value: unknown;
            /** Weight */
            weight: number;
        };
        /**
         * Flow
         * @description People in `before` at the step's first date and in `state` at its second; '' = not there yet.
         */
        Flow: {
            /** Before */
            before: string;
            /** People */
            people: number;
            /** State */
            state: string;
            /** Step */
            step: number;
        };
        /**
         * Found
         * @description One thing: `id` is what its own routes take (of an event its name), `name` what people read; `about` = of a
         *     report its question's kind, of a segment its mode.
         */
        Found: {
            /**
             * About
             * @example live
             */
            about: string;
            /**
             * Id
             * @example seg_4k0qd2m8
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "person" | "segment" | "report" | "event";
            /**
             * Name
             * @example Left carts
             */
            name: string;
        };
        /**
         * FreshnessBody
         * @description How fresh the members are: right `as_of` then; after an event within `promise_seconds`, and all computed anew
         *     `every_seconds` (null = not promised). `entered` and `left` count since `since`. A stale one says `why`: starting,
         *     behind, failing, stopped.
         */
        FreshnessBody: {
            /** As Of */
            as_of: string | null;
            /**
             * Entered
             * @example 31
             */
            entered: number;
            /**
             * Every Seconds
             * @example 60
             */
            every_seconds: number | null;
            /**
             * Left
             * @example 12
             */
            left: number;
            /**
             * Promise Seconds
             * @example 5
             */
            promise_seconds: number | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Stale */
            stale: boolean;
            /**
             * Why
             * @enum {string}
             */
            why: "" | "starting" | "behind" | "failing" | "stopped";
        };
        /**
         * FunnelBody
         * @description Steps within a window. The first step lies in the range; later steps may lie after `until`, up to now.
         */
        FunnelBody: {
            /** Breakdown */
            breakdown?: components["schemas"]["FunnelBreakdown"] | components["schemas"]["FunnelBreakdowns"] | null;
            /**
             * By
             * @default person
             * @example person
             * @example group:company
             */
            by?: string;
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /** Exclude */
            exclude?: components["schemas"]["ExclusionBody"][];
            /**
             * Hold
             * @example order_id
             */
            hold?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "funnel";
            /** Now */
            now?: string | null;
            /**
             * Order
             * @default ordered
             * @enum {string}
             */
            order?: "ordered" | "strict" | "unordered";
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Steps
             * @example [
             *       {
             *         "event": "catalog_viewed"
             *       },
             *       {
             *         "event": "add_to_cart"
             *       },
             *       {
             *         "event": "order_paid"
             *       }
             *     ]
             */
            steps: components["schemas"]["StepBody"][];
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
            /**
             * Window
             * @description One unit and its amount; a month is 30 days.
             * @example {
             *       "days": 7
             *     }
             */
            window?: {
                [key: string]: number;
            };
        };
        /**
         * FunnelBreakdown
         * @description One property to split by. `first`, `last` = its first or last value on the person's step events; `all` = every
         *     step has the value; `step` = step number `step` has it.
         */
        FunnelBreakdown: {
            /**
             * Attribution
             * @default first
             * @enum {string}
             */
            attribution?: "first" | "last" | "all" | "step";
            /** Bins */
            bins?: number | null;
            /** Clean */
            clean?: "url" | null;
            /**
             * Limit
             * @default 25
             */
            limit?: number;
            /**
             * Of
             * @default event
             * @enum {string}
             */
            of?: "event" | "person";
            /**
             * Other
             * @default true
             */
            other?: boolean;
            /**
             * Property
             * @example country
             */
            property: string;
            /**
             * Step
             * @default 0
             */
            step?: number;
        };
        /**
         * FunnelBreakdowns
         * @description Several properties at once.
         */
        FunnelBreakdowns: {
            /**
             * Attribution
             * @default first
             * @enum {string}
             */
            attribution?: "first" | "last" | "all" | "step";
            /** By */
            by: components["schemas"]["SplitBody"][];
            /**
             * Limit
             * @default 25
             */
            limit?: number;
            /**
             * Other
             * @default true
             */
            other?: boolean;
            /**
             * Step
             * @default 0
             */
            step?: number;
        };
        /**
         * GivenBody
         * @description `value` null takes it away. `persons` = any ids; else everybody of the condition and the search, as lists of
         *     people have them.
         * @example {
         *       "persons": [
         *         "u-1024",
         *         "u-1025"
         *       ],
         *       "value": "vip"
         *     }
         */
        GivenBody: {
            /** Condition */
            condition?: components["schemas"]["Condition"] | null;
            /** Now */
            now?: string | null;
            /** Persons */
            persons?: string[] | null;
            /** Search */
            search?: string | null;
            /** Timezone */
            timezone?: string | null;
            /** Value */
            value: string | null;
        };
        /**
         * Giving
         * @description Classes by property; null = what the name says.
         * @example {
         *       "classes": {
         *         "name": "public",
         *         "wechat_id": "personal"
         *       }
         *     }
         */
        Giving: {
            /** Classes */
            classes: {
                [key: string]: ("public" | "internal" | "personal" | "sensitive") | null;
            };
        };
        /**
         * GroupBody
         * @description A group: its own properties, how many people and events name it, and when.
         */
        GroupBody: {
            /**
             * Events
             * @example 42
             */
            events: number;
            /**
             * First Seen
             * Format: date-time
             */
            first_seen: string;
            /**
             * Id
             * @example acme
             */
            id: string;
            /**
             * Last Seen
             * Format: date-time
             */
            last_seen: string;
            /**
             * People
             * @example 17
             */
            people: number;
            /**
             * Properties
             * @example {
             *       "name": "Acme",
             *       "plan": "enterprise"
             *     }
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Type
             * @example company
             */
            type: string;
        };
        /**
         * GroupType
         * @description A kind of groups: how many there are of it, how many people are in one, and when one was last seen.
         */
        GroupType: {
            /**
             * Groups
             * @example 120
             */
            groups: number;
            /**
             * Last Seen
             * Format: date-time
             */
            last_seen: string;
            /**
             * People
             * @example 1280
             */
            people: number;
            /**
             * Type
             * @example company
             */
            type: string;
        };
        /**
         * GroupTypes
         * @description Those of the most people first.
         */
        GroupTypes: {
            /** Items */
            items: components["schemas"]["GroupType"][];
            /** Next */
            next: string | null;
        };
        /** Groups */
        Groups: {
            /** Items */
            items: components["schemas"]["GroupBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * HasDone
         * @description The person did (null = anything) so many times, at least once where `times` is left out; eq 0 = did not.
         */
        HasDone: {
            /** Did */
            did: string | null;
            /**
             * Since
             * @default null
             */
            since?: string | null;
            /** @default null */
            times?: components["schemas"]["Times"] | null;
            /**
             * Until
             * @default null
             */
            until?: string | null;
            /**
             * Where
             * @default []
             */
            where?: components["schemas"]["Test"][];
            /** @default null */
            within?: components["schemas"]["Span"] | null;
        };
        /** HasTag */
        HasTag: {
            /**
             * Op
             * @enum {string}
             */
            op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "matches" | "is_set" | "not_set" | "before" | "after" | "within_last";
            /** Tag */
            tag: string;
            /**
             * Value
             * @default null
             */
            value?: string | number | boolean | (string | number | boolean)[] | components["schemas"]["Span"] | null;
        };
        /**
         * Health
         * @description `status` is ok as soon as the server can answer; the other fields say how far the facts have come.
         */
        Health: {
            /** Failure */
            failure: string;
            /** Status */
            status: string;
            /** Version */
            version: string;
            /** Waiting */
            waiting: number;
        };
        /**
         * Histogram
         * @description One bar for each possible number of intervals; `mean_intervals` over active people, None without any.
         */
        Histogram: {
            /** Bars */
            bars: components["schemas"]["Bar"][];
            computed: components["schemas"]["Computed"];
            /** Mean Intervals */
            mean_intervals: number | null;
            /** People */
            people: number;
        };
        /**
         * HistogramBody
         * @description How long the way from one step to another takes.
         */
        HistogramBody: {
            /**
             * Bins
             * @description Left out: chosen by the number of people.
             */
            bins?: number | null;
            /** Breakdown */
            breakdown?: components["schemas"]["FunnelBreakdown"] | components["schemas"]["FunnelBreakdowns"] | null;
            /**
             * By
             * @default person
             * @example person
             * @example group:company
             */
            by?: string;
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /** Exclude */
            exclude?: components["schemas"]["ExclusionBody"][];
            /**
             * From
             * @default 0
             */
            from?: number;
            /**
             * Hold
             * @example order_id
             */
            hold?: string | null;
            /**
             * Kind
             * @default funnel
             * @constant
             */
            kind?: "funnel";
            /** Now */
            now?: string | null;
            /**
             * Order
             * @default ordered
             * @enum {string}
             */
            order?: "ordered" | "strict" | "unordered";
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Steps
             * @example [
             *       {
             *         "event": "catalog_viewed"
             *       },
             *       {
             *         "event": "add_to_cart"
             *       },
             *       {
             *         "event": "order_paid"
             *       }
             *     ]
             */
            steps: components["schemas"]["StepBody"][];
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /** To */
            to?: number | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
            /**
             * Window
             * @description One unit and its amount; a month is 30 days.
             * @example {
             *       "days": 7
             *     }
             */
            window?: {
                [key: string]: number;
            };
        };
        /**
         * HistoryRun
         * @description The history is there up to the end of `until`.
         */
        HistoryRun: {
            /**
             * Computed At
             * Format: date-time
             */
            computed_at: string;
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /**
         * IdBody
         * @description One id, as its sender used it: `user` = given by the customer, `anon` = made up by an SDK.
         */
        IdBody: {
            /**
             * Namespace
             * @example user
             */
            namespace: string;
            /**
             * Value
             * @example u-1024
             */
            value: string;
        };
        /**
         * ImportedBody
         * @description rows = new + known + rejected.
         */
        ImportedBody: {
            /** Known */
            known: number;
            /** New */
            new: number;
            /** Rejected */
            rejected: number;
            /** Rows */
            rows: number;
        };
        /**
         * ImportedList
         * @description rows = people + repeated + wrong; `lines` tells the first hundred of the wrong ones.
         */
        ImportedList: {
            /** Column */
            column: string;
            /** Lines */
            lines: components["schemas"]["uems__api__segment_sets__WrongBody"][];
            /** People */
            people: number;
            /** Repeated */
            repeated: number;
            /** Rows */
            rows: number;
            segment: components["schemas"]["SegmentBody"];
            /** Wrong */
            wrong: number;
        };
        /** InSegment */
        InSegment: {
            /** Segment */
            segment: string;
        };
        /**
         * InSequence
         * @description The person did these one after another.
         */
        InSequence: {
            /** Sequence */
            sequence: components["schemas"]["EventFilter"][];
            /** @default null */
            within?: components["schemas"]["Span"] | null;
        };
        /** InState */
        InState: {
            /** State */
            state: string | string[];
        };
        /**
         * InvitationBody
         * @description `join`: a project; `password`: choose a new one. `known` = the account has a password already, and that is what
         *     joining asks for. `invited_by` is empty when a key did it.
         */
        InvitationBody: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Invited By
             * @example Bob
             */
            invited_by: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "join" | "password";
            /** Known */
            known: boolean;
            /**
             * Name
             * @example Ada
             */
            name: string;
            /**
             * Project Name
             * @example Shop 商城
             */
            project_name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "support" | "analyst" | "operator" | "admin" | "owner";
        };
        /** Invited */
        Invited: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Id
             * @example acc_7x2k9m4qpw8n3d5t
             */
            id: string;
            invitation: components["schemas"]["Link"];
            /** Joined At */
            joined_at: string | null;
            /**
             * Name
             * @example Ada
             */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "support" | "analyst" | "operator" | "admin" | "owner";
            /** You */
            you: boolean;
        };
        /**
         * KeptRules
         * @description The rules in use; `changed_at` null = the defaults.
         */
        KeptRules: {
            /** Changed At */
            changed_at: string | null;
            /** Changed By */
            changed_by: string | null;
            rules: components["schemas"]["RulesBody"];
        };
        /**
         * KeyBody
         * @description A key: `beginning` tells one from another. `key` is the whole of a write key, which is public by nature; a secret
         *     key is whole only in the answer that made it.
         */
        KeyBody: {
            /**
             * Beginning
             * @example wk_4fJ0a
             */
            beginning: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * @example key_7x2k9m4qpw8n3d5t
             */
            id: string;
            /**
             * Key
             * @example wk_4fJ0a…
             */
            key: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "write" | "secret";
            /** Last Used At */
            last_used_at: string | null;
            /**
             * Name
             * @example Website
             */
            name: string;
        };
        /**
         * KeyEvent
         * @description An event filter: events of this name that pass every test.
         */
        KeyEvent: {
            /**
             * Event
             * @example sign_up
             */
            event: string;
            /** Where */
            where?: {
                [key: string]: unknown;
            }[];
        };
        /**
         * KeyEventsBody
         * @description What signing up, being activated and paying are called here; null = nobody knows.
         */
        KeyEventsBody: {
            activation?: components["schemas"]["KeyEvent"] | null;
            revenue?: components["schemas"]["RevenueEvent"] | null;
            sign_up?: components["schemas"]["KeyEvent"] | null;
        };
        /** Keys */
        Keys: {
            /** Items */
            items: components["schemas"]["KeyBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * KindBody
         * @description A kind of tag; `settings` is the JSON schema of its form. `given` = its values come as files.
         */
        KindBody: {
            /** About */
            about: string;
            /** Automated */
            automated: boolean;
            /**
             * Family
             * @enum {string}
             */
            family: "behaviour" | "attribute" | "psychological" | "predicted";
            /** Given */
            given: boolean;
            /**
             * Name
             * @example rule
             */
            name: string;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /**
             * Title
             * @example Rules
             */
            title: string;
        };
        /** Kinds */
        Kinds: {
            /** Items */
            items: components["schemas"]["KindBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * KolBody
         * @description Which events tell of influence, how fast it fades, and what weighs how much; the weights add up to 1.
         * @example {
         *       "accepts": {
         *         "event": "invite_accepted"
         *       },
         *       "invites": {
         *         "event": "invite_sent"
         *       }
         *     }
         */
        KolBody: {
            accepts?: components["schemas"]["EventBody"];
            /** Content */
            content?: components["schemas"]["EventBody"][];
            /**
             * Effect
             * @default 0.6
             */
            effect?: number;
            /**
             * Half Life
             * @default 60
             */
            half_life?: number;
            /**
             * Inviter
             * @default inviter
             */
            inviter?: string;
            invites?: components["schemas"]["EventBody"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "kol";
            /** Now */
            now?: string | null;
            pays?: components["schemas"]["EventBody"];
            /**
             * Reach
             * @default 0.2
             */
            reach?: number;
            /**
             * Says
             * @default 0.2
             */
            says?: number;
            shares?: components["schemas"]["EventBody"];
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
        };
        /**
         * LabelBody
         * @description `said` = what the tag says (null = nothing), `label` = what is true, once `labelled_at` is there.
         */
        LabelBody: {
            /** Label */
            label: unknown;
            /** Labelled At */
            labelled_at: string | null;
            /** Labelled By */
            labelled_by: string | null;
            /** Person */
            person: string;
            /** Said */
            said: unknown;
        };
        /** Labels */
        Labels: {
            /**
             * Base
             * Format: date
             */
            base: string;
            /** Items */
            items: components["schemas"]["LabelBody"][];
            /** Next */
            next: string | null;
            /** Version */
            version: number;
        };
        /**
         * LeaderBody
         * @description `reach`, `effect`, `content` = the parts after fading, 0 to 1; `trust` multiplies them; score = 0 to 100;
         *     `percentile` = share of all people who rank below. The counts are whole: nothing has faded in them.
         */
        LeaderBody: {
            /** Activated */
            activated: number;
            /**
             * Content
             * @example 0.38
             */
            content: number;
            /**
             * Effect
             * @example 0.96
             */
            effect: number;
            /**
             * Further
             * @description Guests of guests, down to the third level
             */
            further: number;
            /** Guests */
            guests: number;
            /** Invites */
            invites: number;
            /** Paid */
            paid: number;
            /**
             * Percentile
             * @example 99.97
             */
            percentile: number;
            person: components["schemas"]["PersonBody"];
            /**
             * Rank
             * @example 1
             */
            rank: number;
            /**
             * Reach
             * @example 1
             */
            reach: number;
            /** Reviews */
            reviews: number;
            /**
             * Score
             * @example 85
             */
            score: number;
            /** Shares */
            shares: number;
            /**
             * Trust
             * @example 1
             */
            trust: number;
        };
        /**
         * Lifecycle
         * @description `history` null = not computed yet: it is made every night, and by POST /api/lifecycle/compute.
         */
        Lifecycle: {
            computed: components["schemas"]["Computed"];
            history: components["schemas"]["StateHistory"] | null;
            /** States */
            states: components["schemas"]["StateCount"][];
        };
        /**
         * LifecycleBody
         * @description New, returning, resurrecting, dormant people per interval; the filter says what being active is.
         */
        LifecycleBody: {
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /**
             * Event
             * @example add_to_cart
             */
            event?: string | null;
            /**
             * Interval
             * @default day
             * @enum {string}
             */
            interval?: "minute" | "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "lifecycle";
            /** Now */
            now?: string | null;
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
            /**
             * Where
             * @example [
             *       {
             *         "op": "gte",
             *         "property": "price",
             *         "value": 10
             *       }
             *     ]
             */
            where?: components["schemas"]["Test"][];
        };
        /**
         * Line
         * @description The values of one series (its letter; null = the formula) for one value of the breakdown in one period.
         */
        Line: {
            /** Breakdown */
            breakdown: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /** Letter */
            letter: string | null;
            /** Name */
            name: string;
            /**
             * Period
             * @enum {string}
             */
            period: "current" | "previous";
            /** Total */
            total: number;
            /** Values */
            values: (number)[];
        };
        /**
         * Link
         * @description A link that works once, until `expires_at`: hand it over yourself. `path` follows the product's address.
         */
        Link: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Path
             * @example /invite?token=kq3…
             */
            path: string;
        };
        /**
         * Lives
         * @description People by status in each bucket. quick_ratio = (new + resurrecting) / dormant; None where nobody went dormant.
         */
        Lives: {
            /** Buckets */
            buckets: string[];
            /** Complete */
            complete: boolean[];
            computed: components["schemas"]["Computed"];
            /** Dormant */
            dormant: number[];
            /** New */
            new: number[];
            /** Quick Ratio */
            quick_ratio: (number | null)[];
            /** Resurrecting */
            resurrecting: number[];
            /** Returning */
            returning: number[];
        };
        /**
         * LookalikeAnswer
         * @description `similarity` = the share of the seed's own people who are no more typical; `quality` = how well members held back
         *     are told from others (AUC: 0.5 = by chance, 1 = always); `curve` = the similarity at each size.
         */
        LookalikeAnswer: {
            /** Candidates */
            candidates: number;
            computed: components["schemas"]["Computed"];
            /** Curve */
            curve: components["schemas"]["CurvePoint"][];
            /** Features */
            features: components["schemas"]["FeatureBody"][];
            /** Quality */
            quality: number;
            /** Sample */
            sample: components["schemas"]["Alike"][];
            /** Seed */
            seed: number;
            segment: components["schemas"]["SegmentBody"] | null;
            /** Size */
            size: number;
        };
        /**
         * LookalikeBody
         * @description How many people to find; with a name they are kept as a list.
         * @example {
         *       "size": 500
         *     }
         */
        LookalikeBody: {
            /** Name */
            name?: string | null;
            /**
             * Size
             * @default 1000
             */
            size?: number;
        };
        /**
         * MemberBody
         * @description A member; `joined_at` null = invited, not come yet. `you` = the caller.
         */
        MemberBody: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Id
             * @example acc_7x2k9m4qpw8n3d5t
             */
            id: string;
            /** Joined At */
            joined_at: string | null;
            /**
             * Name
             * @example Ada
             */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "support" | "analyst" | "operator" | "admin" | "owner";
            /** You */
            you: boolean;
        };
        /** Members */
        Members: {
            /** Items */
            items: components["schemas"]["MemberBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * MembershipBody
         * @description A segment, and whether each person before and after is in it; null = only known afterwards.
         */
        MembershipBody: {
            /** After */
            after: (boolean | null)[];
            /** Before */
            before: (boolean | null)[];
            segment: components["schemas"]["SegmentName"];
        };
        /**
         * Merge
         * @description `ids` that are one person, or `from` one `into` another.
         * @example {
         *       "from": "anon-7",
         *       "into": "u-1024"
         *     }
         */
        Merge: {
            /** From */
            from?: string | null;
            /** Ids */
            ids?: string[] | null;
            /** Into */
            into?: string | null;
        };
        /**
         * MergeBody
         * @description One merge or split: who did it and when, the persons there had been, and those that their ids are now.
         */
        MergeBody: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: components["schemas"]["uems__api__merges__Part"][];
            /**
             * By
             * @description Who did it; empty = a program
             * @example Ada
             */
            by: string;
            /**
             * Id
             * @example mrg_4k0qd2m8
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "merge" | "split";
            /**
             * Now
             * @description Public ids
             * @example [
             *       "8b1f0c5d2a64e97f"
             *     ]
             */
            now: string[];
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
        };
        /**
         * MergePreview
         * @description The people there are and those there would be, with their ids, events and properties. `properties` is told where
         *     one person remains; `segments` is null where the people have too many events to tell.
         */
        MergePreview: {
            /** After */
            after: components["schemas"]["PersonBody"][];
            /** Before */
            before: components["schemas"]["PersonBody"][];
            /** Properties */
            properties: components["schemas"]["FateBody"][];
            /** Segments */
            segments: components["schemas"]["MembershipBody"][] | null;
        };
        /**
         * Merges
         * @description The newest first.
         */
        Merges: {
            /** Items */
            items: components["schemas"]["MergeBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * Migration
         * @description People who were in one cell at the earlier time and are in another now; '' = had not bought.
         */
        Migration: {
            /** Before */
            before: string;
            /** Cell */
            cell: string;
            /** People */
            people: number;
        };
        /**
         * Migrations
         * @description From the cells at `before` to those now; each time by its own quintiles, where no cut points are given.
         */
        Migrations: {
            /**
             * Before
             * Format: date-time
             */
            before: string;
            computed: components["schemas"]["Computed"];
            /** Items */
            items: components["schemas"]["Migration"][];
        };
        /**
         * Move
         * @description People who went from one state to another; `before` '' = they were new.
         */
        Move: {
            /** Before */
            before: string;
            /** People */
            people: number;
            /** State */
            state: string;
        };
        /** NameBody */
        NameBody: {
            /**
             * Count
             * @example 3
             */
            count: number;
            /**
             * Event
             * @example order_paid
             */
            event: string;
        };
        /**
         * NewAnnotation
         * @description `at` = a day of the project's calendar, or an ISO time.
         * @example {
         *       "at": "2026-06-18",
         *       "text": "618 大促开始"
         *     }
         */
        NewAnnotation: {
            /** At */
            at: string;
            /** Text */
            text: string;
        };
        /**
         * NewKeyBody
         * @description `write` may send events and never reads; `secret` opens the whole API of the project.
         */
        NewKeyBody: {
            /**
             * Kind
             * @example write
             * @enum {string}
             */
            kind: "write" | "secret";
            /**
             * Name
             * @default
             * @example Website
             */
            name?: string;
        };
        /** NewMemberBody */
        NewMemberBody: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Name
             * @example Ada
             */
            name: string;
            /**
             * Role
             * @example analyst
             * @enum {string}
             */
            role: "viewer" | "support" | "analyst" | "operator" | "admin" | "owner";
        };
        /** NewProjectBody */
        NewProjectBody: {
            /**
             * Currency
             * @default CNY
             * @example CNY
             */
            currency?: string;
            /**
             * Name
             * @example Shop 商城
             */
            name: string;
            /**
             * Timezone
             * @default Asia/Shanghai
             * @example Asia/Shanghai
             */
            timezone?: string;
        };
        /**
         * NewReport
         * @description A name and a question: `query` is the body that /api/insight/{kind} takes.
         */
        NewReport: {
            /**
             * Kind
             * @example trend
             */
            kind: string;
            /**
             * Name
             * @example Weekly buyers
             */
            name: string;
            /**
             * Query
             * @example {
             *       "interval": "week",
             *       "series": [
             *         {
             *           "event": "order_paid",
             *           "measure": "people"
             *         }
             *       ],
             *       "since": "-90d"
             *     }
             */
            query: {
                [key: string]: unknown;
            };
            /**
             * View
             * @description How a page shows the answer, in its own words
             * @example {
             *       "show": "bar"
             *     }
             */
            view?: {
                [key: string]: string | boolean | number | null;
            };
        };
        /**
         * NewSegment
         * @description `live`: whoever meets the condition whenever somebody asks. `snapshot`: a list of those who meet it now, or who
         *     are behind a number (`from`).
         * @example {
         *       "condition": {
         *         "all": [
         *           {
         *             "did": "add_to_cart",
         *             "within": {
         *               "days": 7
         *             }
         *           },
         *           {
         *             "did": "order_paid",
         *             "times": {
         *               "op": "eq",
         *               "value": 0
         *             }
         *           }
         *         ]
         *       },
         *       "mode": "live",
         *       "name": "Left carts"
         *     }
         */
        NewSegment: {
            /** Condition */
            condition?: components["schemas"]["Condition"] | null;
            /**
             * Description
             * @default
             */
            description?: string;
            from?: components["schemas"]["NumberBody"] | null;
            /**
             * Mode
             * @default live
             * @enum {string}
             */
            mode?: "live" | "snapshot";
            /** Name */
            name: string;
        };
        /**
         * NewTag
         * @description What is left out is the kind's own (`family`, `automated`), the caller (`owner`), or made from the name (`id`).
         *     `folder` = its place in the tree, with / between the levels.
         * @example {
         *       "folder": "value",
         *       "id": "value_tier",
         *       "kind": "rule",
         *       "name": "Value tier",
         *       "settings": {
         *         "otherwise": "low",
         *         "values": [
         *           {
         *             "condition": {
         *               "did": "order_paid",
         *               "times": {
         *                 "op": "gte",
         *                 "value": 3
         *               }
         *             },
         *             "value": "high"
         *           }
         *         ]
         *       }
         *     }
         */
        NewTag: {
            /** Automated */
            automated?: boolean | null;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Family */
            family?: ("behaviour" | "attribute" | "psychological" | "predicted") | null;
            /**
             * Folder
             * @default
             */
            folder?: string;
            /** Id */
            id?: string | null;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /**
             * Owner
             * @default
             */
            owner?: string;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
        };
        /**
         * NewTrial
         * @description `share` of the people get version `b`, the others `a`; the metric judges both after `days`.
         * @example {
         *       "a": 1,
         *       "b": 2,
         *       "days": 14,
         *       "hypothesis": "Counting orders instead of visits finds more buyers",
         *       "metric": {
         *         "event": "order_paid",
         *         "measure": "people"
         *       },
         *       "share": 0.5
         *     }
         */
        NewTrial: {
            /** A */
            a: number;
            /** B */
            b: number;
            /**
             * Days
             * @default 14
             */
            days?: number;
            /**
             * Hypothesis
             * @default
             */
            hypothesis?: string;
            metric: components["schemas"]["SeriesBody"];
            /**
             * Share
             * @default 0.5
             */
            share?: number;
        };
        /** NotOf */
        NotOf: {
            not: components["schemas"]["Condition"];
        };
        /**
         * NumberBody
         * @description A number of an answer: the question with its `kind`, and the cell.
         * @example {
         *       "cell": {
         *         "step": 1
         *       },
         *       "query": {
         *         "kind": "funnel",
         *         "since": "-30d",
         *         "steps": [
         *           {
         *             "event": "add_to_cart"
         *           },
         *           {
         *             "event": "order_paid"
         *           }
         *         ]
         *       }
         *     }
         */
        NumberBody: {
            /** Cell */
            cell?: {
                [key: string]: unknown;
            };
            /** Query */
            query: components["schemas"]["TrendBody"] | components["schemas"]["RetentionBody"] | components["schemas"]["LifecycleBody"] | components["schemas"]["StickinessBody"] | components["schemas"]["FunnelBody"] | components["schemas"]["CourseBody"] | components["schemas"]["StatesBody"] | components["schemas"]["RfmBody"] | components["schemas"]["KolBody"];
        };
        /** PasswordBody */
        PasswordBody: {
            /**
             * Current
             * @example a long and winding sentence
             */
            current: string;
            /**
             * New
             * @example a long and winding sentence
             */
            new: string;
        };
        /**
         * PeopleBehind
         * @description `total` = people on all pages; told with the first page only.
         */
        PeopleBehind: {
            /** Items */
            items: components["schemas"]["PersonBehind"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @example 1280
             */
            total: number | null;
        };
        /**
         * PeopleBody
         * @description A query with its `kind`, and which cell of its answer. `columns` = the properties that CSV has; left out: the
         *     most common.
         */
        PeopleBody: {
            /**
             * Cell
             * @example {
             *       "cohort": "2026-05-01",
             *       "column": 1
             *     }
             */
            cell?: {
                [key: string]: unknown;
            };
            /** Columns */
            columns?: string[] | null;
            /** Cursor */
            cursor?: string | null;
            /**
             * Limit
             * @default 100
             */
            limit?: number;
            /** Query */
            query: components["schemas"]["TrendBody"] | components["schemas"]["RetentionBody"] | components["schemas"]["LifecycleBody"] | components["schemas"]["StickinessBody"] | components["schemas"]["FunnelBody"] | components["schemas"]["CourseBody"] | components["schemas"]["StatesBody"] | components["schemas"]["RfmBody"] | components["schemas"]["KolBody"];
        };
        /**
         * PersonBehind
         * @description A person behind a number; `returned` = the columns of the retention the person is in.
         */
        PersonBehind: {
            /**
             * Events
             * @example 42
             */
            events: number;
            /** First Seen */
            first_seen: string | null;
            /**
             * Id
             * @example 8b1f0c5d2a64e97f
             */
            id: string;
            /** Ids */
            ids: components["schemas"]["IdBody"][];
            /** Last Seen */
            last_seen: string | null;
            /**
             * Properties
             * @example {
             *       "country": "CN",
             *       "plan": "pro"
             *     }
             */
            properties: {
                [key: string]: unknown;
            };
            /** Returned */
            returned: number[] | null;
            /**
             * Segments
             * @description Told of one person; empty in lists
             */
            segments: components["schemas"]["SegmentName"][];
            /**
             * State
             * @description The life-cycle state, told of one person; empty in lists
             */
            state: string[];
            /**
             * Tags
             * @description Told of one person; empty in lists
             */
            tags: components["schemas"]["TagOn"][];
        };
        /**
         * PersonBody
         * @description A person: the folded profile, all ids, when seen first and last, how many events.
         */
        PersonBody: {
            /**
             * Events
             * @example 42
             */
            events: number;
            /** First Seen */
            first_seen: string | null;
            /**
             * Id
             * @example 8b1f0c5d2a64e97f
             */
            id: string;
            /** Ids */
            ids: components["schemas"]["IdBody"][];
            /** Last Seen */
            last_seen: string | null;
            /**
             * Properties
             * @example {
             *       "country": "CN",
             *       "plan": "pro"
             *     }
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Segments
             * @description Told of one person; empty in lists
             */
            segments: components["schemas"]["SegmentName"][];
            /**
             * State
             * @description The life-cycle state, told of one person; empty in lists
             */
            state: string[];
            /**
             * Tags
             * @description Told of one person; empty in lists
             */
            tags: components["schemas"]["TagOn"][];
        };
        /**
         * PersonGroup
         * @description A group, its own properties, and how many events of the person name it, and when.
         */
        PersonGroup: {
            /**
             * Events
             * @example 42
             */
            events: number;
            /**
             * First Seen
             * Format: date-time
             */
            first_seen: string;
            /**
             * Id
             * @example acme
             */
            id: string;
            /**
             * Last Seen
             * Format: date-time
             */
            last_seen: string;
            /**
             * Properties
             * @example {
             *       "name": "Acme",
             *       "plan": "enterprise"
             *     }
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Type
             * @example company
             */
            type: string;
        };
        /**
         * PersonGroups
         * @description The last seen first.
         */
        PersonGroups: {
            /** Items */
            items: components["schemas"]["PersonGroup"][];
            /** Next */
            next: string | null;
        };
        /**
         * PersonIs
         * @description A question to a property of the person.
         */
        PersonIs: {
            /**
             * Op
             * @enum {string}
             */
            op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "matches" | "is_set" | "not_set" | "before" | "after" | "within_last";
            /** Person */
            person: string;
            /**
             * Value
             * @default null
             */
            value?: string | number | boolean | (string | number | boolean)[] | components["schemas"]["Span"] | null;
        };
        /**
         * PersonSession
         * @description A session: its first and last event, how many there are, the most frequent of them, and where it was. `id` = the
         *     sender's, empty where events bear none: these are one session until a pause of half an hour.
         */
        PersonSession: {
            /**
             * End
             * Format: date-time
             */
            end: string;
            /**
             * Events
             * @example 14
             */
            events: number;
            /**
             * First
             * @description The id of its first event
             * @example 5b0f0c5d-2a64-497f-8b1f-0c5d2a64e97f
             */
            first: string;
            /**
             * Id
             * @example s-81f0
             */
            id: string;
            /** Names */
            names: components["schemas"]["NameBody"][];
            /**
             * Place
             * @example {
             *       "country": "CN",
             *       "device": "iPhone 15"
             *     }
             */
            place: {
                [key: string]: unknown;
            };
            /**
             * Seconds
             * @example 312.5
             */
            seconds: number;
            /**
             * Start
             * Format: date-time
             */
            start: string;
        };
        /**
         * PersonSessions
         * @description What ended last comes first; `names`: everything the person ever did, told with the first page only.
         */
        PersonSessions: {
            /** Items */
            items: components["schemas"]["PersonSession"][];
            /** Names */
            names: components["schemas"]["NameBody"][] | null;
            /** Next */
            next: string | null;
        };
        /** Persons */
        Persons: {
            /** Items */
            items: components["schemas"]["PersonBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * PersonsFound
         * @description `total` = people on all pages; told with the first page only.
         */
        PersonsFound: {
            /** Items */
            items: components["schemas"]["PersonBody"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @example 1280
             */
            total: number | null;
        };
        /**
         * PersonsQuery
         * @description Which people and in what order: those of whom the condition holds and whom the search finds. `columns` = the
         *     properties that are answered; left out: all, or in CSV the most common.
         * @example {
         *       "columns": [
         *         "country",
         *         "plan"
         *       ],
         *       "condition": {
         *         "did": "add_to_cart",
         *         "within": {
         *           "days": 7
         *         }
         *       },
         *       "sort": "events"
         *     }
         */
        PersonsQuery: {
            /** Columns */
            columns?: string[] | null;
            /** Condition */
            condition?: components["schemas"]["Condition"] | null;
            /** Cursor */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number;
            /** Now */
            now?: string | null;
            /**
             * Order
             * @default desc
             * @enum {string}
             */
            order?: "desc" | "asc";
            /**
             * Search
             * @description An id, or a part of an id or of a property
             */
            search?: string | null;
            /**
             * Sort
             * @default last_seen
             * @enum {string}
             */
            sort?: "last_seen" | "first_seen" | "events";
            /** Timezone */
            timezone?: string | null;
        };
        /**
         * PortraitBody
         * @description `people` in the segment, `against` in what it is compared with.
         */
        PortraitBody: {
            /** Against */
            against: number;
            computed: components["schemas"]["Computed"];
            /** People */
            people: number;
            /** Spreads */
            spreads: components["schemas"]["SpreadBody"][];
        };
        /**
         * PortraitRow
         * @description `value` null = missing; a range of numbers has `low` ≤ n < `high` (null = open). `index` (TGI) = 100 × `share` ÷
         *     `against_share`. `significant`: not by chance, with 5 % false discoveries over the whole portrait; `p` of this row
         *     alone.
         */
        PortraitRow: {
            /**
             * Against
             * @example 2000
             */
            against: number;
            /**
             * Against Share
             * @example 0.2
             */
            against_share: number;
            /** High */
            high: number | null;
            /**
             * Index
             * @example 150
             */
            index: number | null;
            /** Low */
            low: number | null;
            /** P */
            p: number | null;
            /**
             * People
             * @example 120
             */
            people: number;
            /**
             * Share
             * @example 0.3
             */
            share: number;
            /** Significant */
            significant: boolean;
            /** Value */
            value: unknown;
        };
        /**
         * Preview
         * @description How many people the condition holds of now, and ten of them.
         */
        Preview: {
            computed: components["schemas"]["Computed"];
            /** People */
            people: number;
            /** Sample */
            sample: components["schemas"]["PersonBody"][];
        };
        /**
         * Problem
         * @description A refusal: `code` is stable, `title` is a sentence in zh or en, `about` names the field or id.
         */
        Problem: {
            /**
             * About
             * @default
             */
            about?: string;
            /** Code */
            code: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @default about:blank
             */
            type?: string;
        };
        /**
         * Progress
         * @description The times of the first and the last event, null = none has come; how many there are of each.
         */
        Progress: {
            /** First Event At */
            first_event_at: string | null;
            /** Last Event At */
            last_event_at: string | null;
            /**
             * Members
             * @example 2
             */
            members: number;
            /**
             * Reports
             * @example 3
             */
            reports: number;
            /**
             * Segments
             * @example 1
             */
            segments: number;
        };
        /**
         * ProjectBody
         * @description `key_events_guessed` = they follow from the names of the events, since nobody has said.
         */
        ProjectBody: {
            /**
             * Currency
             * @example CNY
             */
            currency: string;
            /**
             * Id
             * @example prj_4k0m7x2k9p8n3d5t
             */
            id: string;
            key_events: components["schemas"]["KeyEventsBody"];
            /** Key Events Guessed */
            key_events_guessed: boolean;
            /**
             * Name
             * @example Shop 商城
             */
            name: string;
            /** Rights */
            rights: ("read" | "export" | "analyse" | "operate" | "people" | "see_personal" | "manage" | "own")[];
            /** Role */
            role: ("viewer" | "support" | "analyst" | "operator" | "admin" | "owner") | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone: string;
        };
        /**
         * ProjectChange
         * @description What is left out stays as it is; `key_events` null = guess them again.
         * @example {
         *       "currency": "EUR",
         *       "name": "Shop"
         *     }
         */
        ProjectChange: {
            /** Currency */
            currency?: string | null;
            key_events?: components["schemas"]["KeyEventsBody"] | null;
            /** Name */
            name?: string | null;
            /** Timezone */
            timezone?: string | null;
        };
        /**
         * ProjectEntry
         * @description A project that the caller may enter, and as what; `role` is empty for a key.
         */
        ProjectEntry: {
            /**
             * Currency
             * @example CNY
             */
            currency: string;
            /**
             * Id
             * @example prj_4k0m7x2k9p8n3d5t
             */
            id: string;
            /**
             * Name
             * @example Shop 商城
             */
            name: string;
            /** Rights */
            rights: ("read" | "export" | "analyse" | "operate" | "people" | "see_personal" | "manage" | "own")[];
            /** Role */
            role: ("viewer" | "support" | "analyst" | "operator" | "admin" | "owner") | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone: string;
        };
        /**
         * ProjectMade
         * @description A new project; the secret key is seen here and never again.
         */
        ProjectMade: {
            /**
             * Currency
             * @example CNY
             */
            currency: string;
            /**
             * Id
             * @example prj_4k0m7x2k9p8n3d5t
             */
            id: string;
            /**
             * Name
             * @example Shop 商城
             */
            name: string;
            /** Rights */
            rights: ("read" | "export" | "analyse" | "operate" | "people" | "see_personal" | "manage" | "own")[];
            /** Role */
            role: ("viewer" | "support" | "analyst" | "operator" | "admin" | "owner") | null;
            /**
             * Secret Key
             * @example sk_…
             */
            secret_key: string;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone: string;
            /**
             * Write Key
             * @example wk_…
             */
            write_key: string;
        };
        /** Projects */
        Projects: {
            /** Items */
            items: components["schemas"]["ProjectEntry"][];
            /** Next */
            next: string | null;
        };
        /**
         * PropertyClassBody
         * @description `class` = public, internal, personal or sensitive; `given` = the project said so, else the name says it.
         */
        PropertyClassBody: {
            /**
             * Class
             * @example personal
             * @enum {string}
             */
            class: "public" | "internal" | "personal" | "sensitive";
            /** Given */
            given: boolean;
            /**
             * Name
             * @example email
             */
            name: string;
        };
        /**
         * PropertyClasses
         * @description The properties of people and events that are known, and those that the project gave a class.
         */
        PropertyClasses: {
            /** Items */
            items: components["schemas"]["PropertyClassBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * PropertyName
         * @description A property, the type that most of its values have, and the share of events or people that have it.
         */
        PropertyName: {
            /**
             * Name
             * @example country
             */
            name: string;
            /**
             * Share
             * @example 0.93
             */
            share: number;
            /**
             * Type
             * @enum {string}
             */
            type: "text" | "number" | "boolean" | "time" | "list" | "object";
        };
        /** PropertyNames */
        PropertyNames: {
            /** Items */
            items: components["schemas"]["PropertyName"][];
            /** Next */
            next: string | null;
            /** Total */
            total: number;
        };
        /**
         * PurposeBody
         * @description What consent is asked for. `channels` = those asked about one by one, beside the purpose as a whole.
         * @example {
         *       "channels": [
         *         "email",
         *         "sms"
         *       ],
         *       "description": "",
         *       "id": "marketing",
         *       "name": "Marketing"
         *     }
         */
        PurposeBody: {
            /** Channels */
            channels?: string[];
            /**
             * Description
             * @default
             */
            description?: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * Purposes
         * @example {
         *       "items": [
         *         {
         *           "channels": [
         *             "email",
         *             "sms"
         *           ],
         *           "description": "",
         *           "id": "marketing",
         *           "name": "Marketing"
         *         }
         *       ]
         *     }
         */
        Purposes: {
            /** Items */
            items: components["schemas"]["PurposeBody"][];
        };
        /**
         * QualityBody
         * @description How good the values of the newest base date are. `coverage` = people with a value, of everybody; `flip_rate` = of
         *     those who had one before, how many have another now; `stale` = yesterday's values should
         *     be there and are not; `accuracy` from the labels; `runs` = the newest 90 of its base dates, the newest first.
         */
        QualityBody: {
            /** Accuracy */
            accuracy: components["schemas"]["AccuracyBody"][];
            /**
             * Base
             * Format: date
             */
            base: string;
            /**
             * Computed At
             * Format: date-time
             */
            computed_at: string;
            /**
             * Coverage
             * @example 0.83
             */
            coverage: number | null;
            /**
             * Flip Rate
             * @example 0.04
             */
            flip_rate: number | null;
            /** Labelled */
            labelled: number;
            /** Runs */
            runs: components["schemas"]["RunBody"][];
            /** Sampled */
            sampled: number;
            /** Stale */
            stale: boolean;
            /** Version */
            version: number;
        };
        /**
         * Ranking
         * @description The first first; `people` = everybody that a percentile is a share of.
         */
        Ranking: {
            computed: components["schemas"]["Computed"];
            /** Items */
            items: components["schemas"]["LeaderBody"][];
            /** Next */
            next: string | null;
            /** People */
            people: number;
        };
        /**
         * RankingBody
         * @description `cursor` = `next` of the page before.
         * @example {
         *       "accepts": {
         *         "event": "invite_accepted"
         *       },
         *       "invites": {
         *         "event": "invite_sent"
         *       }
         *     }
         */
        RankingBody: {
            accepts?: components["schemas"]["EventBody"];
            /** Content */
            content?: components["schemas"]["EventBody"][];
            /** Cursor */
            cursor?: string | null;
            /**
             * Effect
             * @default 0.6
             */
            effect?: number;
            /**
             * Half Life
             * @default 60
             */
            half_life?: number;
            /**
             * Inviter
             * @default inviter
             */
            inviter?: string;
            invites?: components["schemas"]["EventBody"];
            /**
             * Kind
             * @default kol
             * @constant
             */
            kind?: "kol";
            /**
             * Limit
             * @default 50
             */
            limit?: number;
            /** Now */
            now?: string | null;
            pays?: components["schemas"]["EventBody"];
            /**
             * Reach
             * @default 0.2
             */
            reach?: number;
            /**
             * Says
             * @default 0.2
             */
            says?: number;
            shares?: components["schemas"]["EventBody"];
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
        };
        /**
         * Reached
         * @description People who took a step, as a share of those at the first step and at the step before; the seconds they needed
         *     since the step before. None where there is nobody to divide by, and for times of the first step.
         */
        Reached: {
            /** From Previous */
            from_previous: number | null;
            /** From Start */
            from_start: number | null;
            /** Mean Seconds */
            mean_seconds: number | null;
            /** Median Seconds */
            median_seconds: number | null;
            /** Name */
            name: string;
            /** People */
            people: number;
        };
        /**
         * ReasonBody
         * @description Why two ids are or are not one person. `standing`: joins; taken = another user had the device first; known = the
         *     id had been a user itself; held = over the cap; undone.
         */
        ReasonBody: {
            a: components["schemas"]["IdBody"];
            b: components["schemas"]["IdBody"];
            /** Changed At */
            changed_at: string | null;
            /**
             * Kind
             * @example device
             */
            kind: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Source
             * @example segment identify
             */
            source: string;
            /**
             * Standing
             * @example joins
             */
            standing: string;
        };
        /** Reasons */
        Reasons: {
            /** Items */
            items: components["schemas"]["ReasonBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * RegionBody
         * @description How many are in exactly these segments.
         */
        RegionBody: {
            /** People */
            people: number;
            /** Segments */
            segments: string[];
        };
        /**
         * Reject
         * @description What was refused: `code` is stable, `detail` a sentence, `sample` the beginning of what came.
         */
        Reject: {
            /**
             * Code
             * @example bad_time
             */
            code: string;
            /** Detail */
            detail: string;
            /** Event */
            event: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Sample */
            sample: string;
            /**
             * Source
             * @example segment
             */
            source: string;
        };
        /** Rejects */
        Rejects: {
            /** Counts */
            counts: components["schemas"]["Count"][];
            /** Items */
            items: components["schemas"]["Reject"][];
            /** Next */
            next: string | null;
        };
        /**
         * Report
         * @description `kind` says which question `query` is: trend, funnel, retention, lifecycle, stickiness; `view` how its page shows
         *     the answer, in the page's own words.
         */
        Report: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Query */
            query: {
                [key: string]: unknown;
            };
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** View */
            view: {
                [key: string]: unknown;
            };
        };
        /**
         * ReportChange
         * @description What is left out stays as it is.
         * @example {
         *       "name": "Buyers, weekly"
         *     }
         */
        ReportChange: {
            /** Name */
            name?: string | null;
            /** Query */
            query?: {
                [key: string]: unknown;
            } | null;
            /** View */
            view?: {
                [key: string]: string | boolean | number | null;
            } | null;
        };
        /** Reports */
        Reports: {
            /** Items */
            items: components["schemas"]["Report"][];
            /** Next */
            next: string | null;
        };
        /**
         * RetentionBody
         * @description Who comes back. Column 0 is the period of the start: the whole cohort.
         */
        RetentionBody: {
            /**
             * Brackets
             * @example [
             *       [
             *         1,
             *         3
             *       ],
             *       [
             *         4,
             *         7
             *       ]
             *     ]
             */
            brackets?: [
                number,
                number
            ][];
            /** Breakdown */
            breakdown?: components["schemas"]["BreakdownBody"] | components["schemas"]["BreakdownsBody"] | null;
            /**
             * Clock
             * @default calendar
             * @enum {string}
             */
            clock?: "calendar" | "rolling";
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "retention";
            /**
             * Mean
             * @default weighted
             * @enum {string}
             */
            mean?: "weighted" | "simple";
            /**
             * Measure
             * @default on
             * @enum {string}
             */
            measure?: "on" | "on_or_after" | "bracket";
            /** Now */
            now?: string | null;
            /**
             * Period
             * @default day
             * @enum {string}
             */
            period?: "hour" | "day" | "week" | "month";
            /**
             * Periods
             * @description Number of columns, column 0 among them.
             * @default 31
             */
            periods?: number;
            return?: components["schemas"]["EventBody"];
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            start?: components["schemas"]["EventBody"];
            /**
             * Start Kind
             * @description recurring = every period with a start; first_in_range = the first start of the range; first_ever = the first start of all time, where it lies in the range.
             * @default first_in_range
             * @enum {string}
             */
            start_kind?: "first_ever" | "first_in_range" | "recurring";
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
        };
        /**
         * Returned
         * @description Cohorts by period, the mean share of each column over the cohorts where it is complete (None: nowhere), the same
         *     for each value of the breakdown, and the first and last period that each column stands for.
         */
        Returned: {
            /** Breakdown */
            breakdown: components["schemas"]["Cohorts"][] | null;
            /** Cohorts */
            cohorts: components["schemas"]["Cohort"][];
            /** Columns */
            columns: [
                number,
                number | null
            ][];
            computed: components["schemas"]["Computed"];
            /** Mean */
            mean: (number | null)[];
        };
        /**
         * RevenueEvent
         * @description `property` holds the amount, in the project's currency.
         */
        RevenueEvent: {
            /**
             * Event
             * @example order_paid
             */
            event: string;
            /**
             * Property
             * @example revenue
             */
            property: string;
            /** Where */
            where?: {
                [key: string]: unknown;
            }[];
        };
        /**
         * Rfm
         * @description `mean` = the mean score of R, F and M; a score above it is high. Each score of `scores` is 1 to 5.
         */
        Rfm: {
            /** Cells */
            cells: components["schemas"]["CellCount"][];
            computed: components["schemas"]["Computed"];
            cuts: components["schemas"]["Cuts"];
            /**
             * Mean
             * @example [
             *       3.02,
             *       2.22,
             *       2.98
             *     ]
             */
            mean: [
                number,
                number,
                number
            ];
            /**
             * People
             * @example 1370
             */
            people: number;
            /** Scores */
            scores: components["schemas"]["RfmScore"][];
        };
        /**
         * RfmBody
         * @description `buys` = what counts as buying, `amount` its property that holds the money; `days` = only the last so many;
         *     `cuts` left out = quintiles; `ago` = the time to compare with, in days before.
         * @example {
         *       "amount": "revenue",
         *       "buys": {
         *         "event": "order_paid"
         *       },
         *       "days": 365
         *     }
         */
        RfmBody: {
            /**
             * Ago
             * @default 30
             */
            ago?: number;
            /**
             * Amount
             * @default revenue
             */
            amount?: string;
            buys?: components["schemas"]["EventBody"];
            cuts?: components["schemas"]["CutsBody"] | null;
            /** Days */
            days?: number | null;
            /**
             * Frequency
             * @default purchases
             * @enum {string}
             */
            frequency?: "purchases" | "days";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rfm";
            /** Now */
            now?: string | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
        };
        /**
         * RfmScore
         * @description How many people have these three scores.
         */
        RfmScore: {
            /** F */
            f: number;
            /** M */
            m: number;
            /** People */
            people: number;
            /** R */
            r: number;
        };
        /** RoleBody */
        RoleBody: {
            /** Rights */
            rights: ("read" | "export" | "analyse" | "operate" | "people" | "see_personal" | "manage" | "own")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "support" | "analyst" | "operator" | "admin" | "owner";
        };
        /** RoleChange */
        RoleChange: {
            /**
             * Role
             * @example viewer
             * @enum {string}
             */
            role: "viewer" | "support" | "analyst" | "operator" | "admin" | "owner";
        };
        /** Roles */
        Roles: {
            /** Items */
            items: components["schemas"]["RoleBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * RulesBody
         * @description What each state means; see the life-cycle guide. All of it is given, nothing is left as it was.
         */
        RulesBody: {
            /**
             * Activated
             * @example [
             *       {
             *         "event": "onboarding_done"
             *       }
             *     ]
             */
            activated: components["schemas"]["EventBody"][];
            /**
             * Active Days
             * @default 2
             */
            active_days?: number;
            /**
             * Activity
             * @example [
             *       {}
             *     ]
             */
            activity: components["schemas"]["EventBody"][];
            /**
             * Churned
             * @default 60
             */
            churned?: number;
            decline?: components["schemas"]["DeclineBody"];
            /**
             * Dormant
             * @default 30
             */
            dormant?: number;
            /**
             * Identified
             * @default true
             */
            identified?: boolean;
            /**
             * Passive
             * @example [
             *       "message_sent"
             *     ]
             */
            passive: string[];
            /**
             * Registered
             * @example [
             *       {
             *         "event": "sign_up"
             *       }
             *     ]
             */
            registered: components["schemas"]["EventBody"][];
            /**
             * Resurrected
             * @default 14
             */
            resurrected?: number;
            /**
             * Signals
             * @example [
             *       {
             *         "event": "subscription_cancelled"
             *       }
             *     ]
             */
            signals: components["schemas"]["EventBody"][];
        };
        /**
         * RunBody
         * @description The values at the end of the day `base`: how many people have one, of how many with an event until then; of those
         *     `kept` who had one at `before`, too, `flipped` had another. `shares`: the commonest values.
         */
        RunBody: {
            /**
             * Base
             * Format: date
             */
            base: string;
            /** Before */
            before: string | null;
            /**
             * Computed At
             * Format: date-time
             */
            computed_at: string;
            /** Everybody */
            everybody: number;
            /** Flipped */
            flipped: number;
            /** Kept */
            kept: number;
            /** People */
            people: number;
            /** Shares */
            shares: components["schemas"]["ShareBody"][];
            /** Version */
            version: number;
        };
        /**
         * Said
         * @description `at` left out = now.
         * @example {
         *       "channel": "email",
         *       "purpose": "marketing",
         *       "source": "checkout form",
         *       "state": "granted"
         *     }
         */
        Said: {
            /** At */
            at?: string | null;
            /** Channel */
            channel?: string | null;
            /** Purpose */
            purpose: string;
            /**
             * Source
             * @default
             */
            source?: string;
            /**
             * State
             * @enum {string}
             */
            state: "granted" | "denied" | "revoked";
        };
        /**
         * SaidBody
         * @description What is true of the person: one of the tag's values, or null for none.
         * @example {
         *       "label": "high"
         *     }
         */
        SaidBody: {
            /** Label */
            label: unknown;
        };
        /**
         * SampleBody
         * @description So many people of each value, and of those without one.
         * @example {
         *       "per_value": 20
         *     }
         */
        SampleBody: {
            /**
             * Per Value
             * @default 20
             */
            per_value?: number;
        };
        /**
         * Saying
         * @example {
         *       "items": [
         *         {
         *           "channel": "email",
         *           "purpose": "marketing",
         *           "source": "checkout form",
         *           "state": "granted"
         *         }
         *       ]
         *     }
         */
        Saying: {
            /** Items */
            items: components["schemas"]["Said"][];
        };
        /** SegmentBody */
        SegmentBody: {
            /** Computed At */
            computed_at: string | null;
            /**
             * Condition
             * @example {
             *       "all": [
             *         {
             *           "did": "add_to_cart",
             *           "within": {
             *             "days": 7
             *           }
             *         },
             *         {
             *           "did": "order_paid",
             *           "times": {
             *             "op": "eq",
             *             "value": 0
             *           }
             *         }
             *       ]
             *     }
             */
            condition: {
                [key: string]: unknown;
            } | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            freshness: components["schemas"]["FreshnessBody"];
            /**
             * Id
             * @example seg_4k0qd2m8
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "live" | "snapshot";
            /**
             * Name
             * @example Left carts
             */
            name: string;
            /**
             * People
             * @example 412
             */
            people: number | null;
            /** Source */
            source: {
                [key: string]: unknown;
            } | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Used By */
            used_by: components["schemas"]["User"][];
        };
        /**
         * SegmentChange
         * @description What is left out stays as it is. A snapshot with another condition is made anew.
         * @example {
         *       "name": "Left carts, 7 days"
         *     }
         */
        SegmentChange: {
            /** Condition */
            condition?: components["schemas"]["Condition"] | null;
            /** Description */
            description?: string | null;
            /** Name */
            name?: string | null;
        };
        /**
         * SegmentEntry
         * @description `people` = its size when last counted, at `computed_at`; `source` = where a saved list came from: the number of
         *     an answer, `{"file": …}` or `{"lookalike": …}`.
         */
        SegmentEntry: {
            /** Computed At */
            computed_at: string | null;
            /**
             * Condition
             * @example {
             *       "all": [
             *         {
             *           "did": "add_to_cart",
             *           "within": {
             *             "days": 7
             *           }
             *         },
             *         {
             *           "did": "order_paid",
             *           "times": {
             *             "op": "eq",
             *             "value": 0
             *           }
             *         }
             *       ]
             *     }
             */
            condition: {
                [key: string]: unknown;
            } | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            freshness: components["schemas"]["FreshnessBody"];
            /**
             * Id
             * @example seg_4k0qd2m8
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "live" | "snapshot";
            /**
             * Name
             * @example Left carts
             */
            name: string;
            /**
             * People
             * @example 412
             */
            people: number | null;
            /** Source */
            source: {
                [key: string]: unknown;
            } | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * SegmentName
         * @description A segment that the person is in now.
         */
        SegmentName: {
            /**
             * Id
             * @example seg_4k0qd2m8
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "live" | "snapshot";
            /**
             * Name
             * @example Left carts
             */
            name: string;
        };
        /** Segments */
        Segments: {
            /** Items */
            items: components["schemas"]["SegmentEntry"][];
            /** Next */
            next: string | null;
        };
        /**
         * SeriesBody
         * @description One line of a trend; `property` is the number that sum, avg, min, max and p50… look at.
         */
        SeriesBody: {
            /**
             * Condition
             * @description Only these people, for this line.
             */
            condition?: components["schemas"]["Condition"] | null;
            /**
             * Event
             * @example add_to_cart
             */
            event?: string | null;
            /**
             * Measure
             * @default total
             * @enum {string}
             */
            measure?: "total" | "people" | "people_7d" | "people_30d" | "first_time" | "per_person" | "per_person_min" | "per_person_max" | "sum" | "avg" | "min" | "max" | "median" | "p50" | "p90" | "p95" | "p99";
            /** Name */
            name?: string | null;
            /** Property */
            property?: string | null;
            /**
             * Where
             * @example [
             *       {
             *         "op": "gte",
             *         "property": "price",
             *         "value": 10
             *       }
             *     ]
             */
            where?: components["schemas"]["Test"][];
        };
        /**
         * SessionBody
         * @description Who is here and where they may go. `csrf` goes into the header X-CSRF-Token of every change; `account` is null
         *     and `csrf` empty for a key.
         */
        SessionBody: {
            account: components["schemas"]["AccountBody"] | null;
            /** Csrf */
            csrf: string;
            /** May Create Project */
            may_create_project: boolean;
            /** Projects */
            projects: components["schemas"]["ProjectEntry"][];
        };
        /** SetBody */
        SetBody: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** People */
            people: number;
        };
        /**
         * SetupBody
         * @description The first account; `token` as it stands in the link that the server printed.
         */
        SetupBody: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Name
             * @example Ada
             */
            name: string;
            /**
             * Password
             * @example a long and winding sentence
             */
            password: string;
            /**
             * Token
             * @example 5f0c1b…
             */
            token: string;
        };
        /** ShareBody */
        ShareBody: {
            /**
             * People
             * @example 312
             */
            people: number;
            /**
             * Value
             * @example high
             */
            value: unknown;
        };
        /** SignInBody */
        SignInBody: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Password
             * @example a long and winding sentence
             */
            password: string;
        };
        /**
         * SignInProblem
         * @description `setup` = there is no account yet: the first one is made with the link that the server printed.
         */
        SignInProblem: {
            /**
             * About
             * @default
             */
            about?: string;
            /** Code */
            code: string;
            /**
             * Setup
             * @default false
             */
            setup?: boolean;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @default about:blank
             */
            type?: string;
        };
        /**
         * SizeBody
         * @description `entered` and `left` count from this time until the next.
         */
        SizeBody: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Entered */
            entered: number;
            /** Left */
            left: number;
            /**
             * People
             * @example 412
             */
            people: number;
        };
        /**
         * Sizes
         * @description The oldest first.
         */
        Sizes: {
            /** Items */
            items: components["schemas"]["SizeBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * Span
         * @description A length of time: one of these.
         */
        Span: {
            /**
             * Days
             * @default null
             */
            days?: number | null;
            /**
             * Hours
             * @default null
             */
            hours?: number | null;
            /**
             * Minutes
             * @default null
             */
            minutes?: number | null;
            /**
             * Months
             * @default null
             */
            months?: number | null;
            /**
             * Weeks
             * @default null
             */
            weeks?: number | null;
        };
        /**
         * Split
         * @description The ids to take off the person.
         * @example {
         *       "ids": [
         *         "anon-7"
         *       ]
         *     }
         */
        Split: {
            /** Ids */
            ids: string[];
        };
        /**
         * SplitBody
         * @description One property to split by; `bins` cuts a number into ranges of equal width.
         */
        SplitBody: {
            /** Bins */
            bins?: number | null;
            /** Clean */
            clean?: "url" | null;
            /**
             * Of
             * @default event
             * @enum {string}
             */
            of?: "event" | "person";
            /**
             * Property
             * @example country
             */
            property: string;
        };
        /**
         * SpreadBody
         * @description A property (`of` person), a tag, or the events of the last 30 days; `other` = people of rarer values.
         */
        SpreadBody: {
            /**
             * Name
             * @example country
             */
            name: string;
            /**
             * Of
             * @enum {string}
             */
            of: "person" | "tag" | "event";
            /** Other */
            other: number;
            /** Rows */
            rows: components["schemas"]["PortraitRow"][];
        };
        /**
         * Starters
         * @description The segments that were missing and are there now, by id.
         */
        Starters: {
            /** Created */
            created: string[];
        };
        /**
         * StateCount
         * @description How many people are in a state now.
         */
        StateCount: {
            /** People */
            people: number;
            /**
             * State
             * @enum {string}
             */
            state: "visitor" | "registered" | "activated" | "active" | "declining" | "dormant" | "churned" | "resurrected";
        };
        /**
         * StateHistory
         * @description From the end of the first of `days` to the end of the last: how many were in each state, who moved, how long they
         *     stayed, and flows between `dates`. `stale` = computed by other rules than those in use.
         */
        StateHistory: {
            /**
             * Computed At
             * Format: date-time
             */
            computed_at: string;
            /** Counts */
            counts: {
                [key: string]: number[];
            };
            /** Dates */
            dates: string[];
            /** Days */
            days: string[];
            /** Flows */
            flows: components["schemas"]["Flow"][];
            /** Moves */
            moves: components["schemas"]["Move"][];
            /** Stale */
            stale: boolean;
            /** Stays */
            stays: components["schemas"]["Stay"][];
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /**
         * States
         * @description Everybody who was ever active, by state, now.
         */
        States: {
            computed: components["schemas"]["Computed"];
            /** States */
            states: components["schemas"]["StateCount"][];
        };
        /**
         * StatesBody
         * @description The movement between states from the end of one day to the end of another; left out: the last 30 days.
         * @example {
         *       "since": "2026-05-01",
         *       "until": "2026-05-31"
         *     }
         */
        StatesBody: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "states";
            /** Now */
            now?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
        };
        /**
         * Stay
         * @description How long people stayed in a state before they left it, in days; None where nobody has left it. `here` = days that
         *     those who are in it have been in it, in the median.
         */
        Stay: {
            /** Ended */
            ended: number;
            /** Here */
            here: number | null;
            /** Mean */
            mean: number | null;
            /** Median */
            median: number | null;
            /** State */
            state: string;
        };
        /**
         * StepBody
         * @description One step: an event filter and, if wished, a name; `first` = only the person's first such event ever.
         */
        StepBody: {
            /**
             * Event
             * @example add_to_cart
             */
            event?: string | null;
            /**
             * First
             * @default false
             */
            first?: boolean;
            /** Name */
            name?: string | null;
            /**
             * Where
             * @example [
             *       {
             *         "op": "gte",
             *         "property": "price",
             *         "value": 10
             *       }
             *     ]
             */
            where?: components["schemas"]["Test"][];
        };
        /**
         * StickinessBody
         * @description People by the number of intervals they were active in; L7 is `since` `-6d` with days.
         */
        StickinessBody: {
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /**
             * Event
             * @example add_to_cart
             */
            event?: string | null;
            /**
             * Interval
             * @default day
             * @enum {string}
             */
            interval?: "minute" | "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stickiness";
            /** Now */
            now?: string | null;
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
            /**
             * Where
             * @example [
             *       {
             *         "op": "gte",
             *         "property": "price",
             *         "value": 10
             *       }
             *     ]
             */
            where?: components["schemas"]["Test"][];
        };
        /** TagBody */
        TagBody: {
            /** Automated */
            automated: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            /**
             * Family
             * @enum {string}
             */
            family: "behaviour" | "attribute" | "psychological" | "predicted";
            /** Folder */
            folder: string;
            /**
             * Id
             * @example value_tier
             */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /** Published */
            published: number | null;
            run: components["schemas"]["RunBody"] | null;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /**
             * Status
             * @enum {string}
             */
            status: "draft" | "review" | "published" | "retired";
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Used By */
            used_by: components["schemas"]["TagUser"][];
            /** Version */
            version: number;
        };
        /**
         * TagChange
         * @description What is left out stays. Other settings make a new version, to be reviewed and published again.
         * @example {
         *       "description": "By paid orders"
         *     }
         */
        TagChange: {
            /** Automated */
            automated?: boolean | null;
            /** Description */
            description?: string | null;
            /** Family */
            family?: ("behaviour" | "attribute" | "psychological" | "predicted") | null;
            /** Folder */
            folder?: string | null;
            /** Kind */
            kind?: string | null;
            /** Name */
            name?: string | null;
            /** Owner */
            owner?: string | null;
            /** Settings */
            settings?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * TagEntry
         * @description `version` = the newest, to which `status` belongs; `published` = the one that conditions see, whose newest values
         *     `run` tells of.
         */
        TagEntry: {
            /** Automated */
            automated: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            /**
             * Family
             * @enum {string}
             */
            family: "behaviour" | "attribute" | "psychological" | "predicted";
            /** Folder */
            folder: string;
            /**
             * Id
             * @example value_tier
             */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /** Published */
            published: number | null;
            run: components["schemas"]["RunBody"] | null;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /**
             * Status
             * @enum {string}
             */
            status: "draft" | "review" | "published" | "retired";
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * TagImport
         * @description `lines` = `taken` + `refused`; `wrong` tells of the first 200 refused ones.
         */
        TagImport: {
            /** Lines */
            lines: number;
            /** Refused */
            refused: number;
            run: components["schemas"]["RunBody"];
            /** Taken */
            taken: number;
            /** Wrong */
            wrong: components["schemas"]["uems__api__tag_values__WrongBody"][];
        };
        /**
         * TagOn
         * @description What a published tag says of the person now; see the values of tags.
         */
        TagOn: {
            /**
             * Automated
             * @description false = not meant for automated decisions
             */
            automated: boolean;
            /**
             * Confidence
             * @example 1
             */
            confidence: number;
            /** Evidence */
            evidence: unknown;
            /**
             * Id
             * @example value_tier
             */
            id: string;
            /**
             * Name
             * @example Value tier
             */
            name: string;
            /**
             * Source
             * @example rule
             */
            source: string;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Value
             * @example high
             */
            value: unknown;
        };
        /**
         * TagUser
         * @description What would miss a tag.
         */
        TagUser: {
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "segment" | "tag" | "report";
            /** Name */
            name: string;
        };
        /** Tags */
        Tags: {
            /** Items */
            items: components["schemas"]["TagEntry"][];
            /** Next */
            next: string | null;
        };
        /**
         * Test
         * @description A question to a property of an event. No value for is_set and not_set, a span for within_last, a list for in and
         *     not_in, two ends for between.
         */
        Test: {
            /**
             * Op
             * @enum {string}
             */
            op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "matches" | "is_set" | "not_set" | "before" | "after" | "within_last";
            /** Property */
            property: string;
            /**
             * Value
             * @default null
             */
            value?: string | number | boolean | (string | number | boolean)[] | components["schemas"]["Span"] | null;
        };
        /** Times */
        Times: {
            /**
             * Op
             * @enum {string}
             */
            op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "between";
            /** Value */
            value: number | [
                number,
                number
            ];
        };
        /**
         * TrendBody
         * @description How much over time.
         */
        TrendBody: {
            /** Breakdown */
            breakdown?: components["schemas"]["BreakdownBody"] | components["schemas"]["BreakdownsBody"] | null;
            /**
             * Compare
             * @description true or `previous` = the period of the same length before; `-7d` = moved back so far.
             */
            compare?: boolean | string | null;
            /**
             * Condition
             * @description Only these people.
             * @example {
             *       "op": "in",
             *       "person": "country",
             *       "value": [
             *         "CN"
             *       ]
             *     }
             */
            condition?: components["schemas"]["Condition"] | null;
            /**
             * Cumulative
             * @default false
             */
            cumulative?: boolean;
            /**
             * Formula
             * @example A/B*100
             */
            formula?: string | null;
            /**
             * Interval
             * @default day
             * @enum {string}
             */
            interval?: "minute" | "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trend";
            /** Now */
            now?: string | null;
            /**
             * Rolling
             * @description Mean of so many buckets.
             */
            rolling?: number | null;
            /**
             * Segment
             * @description Only the people of this segment.
             */
            segment?: string | null;
            /** Series */
            series: components["schemas"]["SeriesBody"][];
            /**
             * Since
             * @example 2026-05-01
             */
            since?: string | null;
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
            /**
             * Until
             * @example 2026-05-31
             */
            until?: string | null;
            /**
             * Week Start
             * @default monday
             * @enum {string}
             */
            week_start?: "monday" | "sunday";
        };
        /**
         * TrialBody
         * @description A design; experiments run it.
         */
        TrialBody: {
            /** A */
            a: number;
            /** B */
            b: number;
            /** Days */
            days: number;
            /** Hypothesis */
            hypothesis: string;
            /**
             * Id
             * @example trial_4k0qd2m8
             */
            id: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Made By */
            made_by: string;
            /** Metric */
            metric: {
                [key: string]: unknown;
            };
            /** Share */
            share: number;
            /**
             * Status
             * @enum {string}
             */
            status: "designed" | "cancelled";
        };
        /** Trials */
        Trials: {
            /** Items */
            items: components["schemas"]["TrialBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * User
         * @description What would miss a segment.
         */
        User: {
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "segment" | "tag" | "report";
            /** Name */
            name: string;
        };
        /**
         * ValueBody
         * @description `confidence` 0 to 1; `evidence` what the value follows from; `valid_until` null = until the next base date.
         */
        ValueBody: {
            /**
             * Base
             * Format: date
             */
            base: string;
            /** Confidence */
            confidence: number;
            /** Evidence */
            evidence: unknown;
            /**
             * Person
             * @example 8b1f0c5d2a64e97f
             */
            person: string;
            /**
             * Source
             * @example rule
             */
            source: string;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Value
             * @example high
             */
            value: unknown;
        };
        /**
         * ValueFound
         * @description A value, how often it was found, and its share of all values found.
         */
        ValueFound: {
            /**
             * Count
             * @example 512
             */
            count: number;
            /**
             * Share
             * @example 0.41
             */
            share: number;
            /**
             * Value
             * @example CN
             */
            value: string | number | boolean;
        };
        /** Values */
        Values: {
            /** Items */
            items: components["schemas"]["ValueBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * ValuesFound
         * @description The most frequent values; not `whole` = a part of the events or people was looked at, a fair sample of them. A
         *     property whose values the caller may not see has none.
         */
        ValuesFound: {
            /** Items */
            items: components["schemas"]["ValueFound"][];
            /** Next */
            next: string | null;
            /** Whole */
            whole: boolean;
        };
        /** VersionBody */
        VersionBody: {
            /**
             * Bases
             * @description The base dates it has values of, the newest first
             */
            bases: string[];
            /** Kind */
            kind: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Made By */
            made_by: string;
            /** Published At */
            published_at: string | null;
            /** Published By */
            published_by: string | null;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /** Version */
            version: number;
        };
        /** Versions */
        Versions: {
            /** Items */
            items: components["schemas"]["VersionBody"][];
            /** Next */
            next: string | null;
        };
        /**
         * PreviewBody
         * @description How many people would be in each state under these rules.
         * @example {
         *       "rules": {
         *         "churned": 60,
         *         "dormant": 30
         *       }
         *     }
         */
        uems__api__lifecycle__PreviewBody: {
            /** Now */
            now?: string | null;
            rules: components["schemas"]["RulesBody"];
            /**
             * Timezone
             * @example Asia/Shanghai
             */
            timezone?: string | null;
        };
        /**
         * Part
         * @description A person as they were before: their public id then, and their ids as far as these are still known.
         */
        uems__api__merges__Part: {
            /**
             * Id
             * @example 8b1f0c5d2a64e97f
             */
            id: string;
            /** Ids */
            ids: components["schemas"]["IdBody"][];
        };
        /**
         * WrongBody
         * @description `code`: unknown = nobody here has this id.
         */
        uems__api__segment_sets__WrongBody: {
            /**
             * Code
             * @enum {string}
             */
            code: "unknown" | "empty" | "too_long" | "unreadable";
            /** Line */
            line: number;
            /** Value */
            value: string;
        };
        /**
         * PreviewBody
         * @description A condition, with the question's own clock and calendar where they matter.
         */
        uems__api__segments__PreviewBody: {
            /**
             * @example {
             *       "all": [
             *         {
             *           "did": "add_to_cart",
             *           "within": {
             *             "days": 7
             *           }
             *         },
             *         {
             *           "did": "order_paid",
             *           "times": {
             *             "op": "eq",
             *             "value": 0
             *           }
             *         }
             *       ]
             *     }
             */
            condition: components["schemas"]["Condition"];
            /** Now */
            now?: string | null;
            /** Timezone */
            timezone?: string | null;
        };
        /** WrongBody */
        uems__api__tag_values__WrongBody: {
            /** Id */
            id: string;
            /** Line */
            line: number;
            /**
             * Problem
             * @enum {string}
             */
            problem: "no_person" | "no_id" | "no_value" | "too_long" | "bad_confidence" | "repeated";
        };
        /**
         * Part
         * @description The funnel of the people with one value of the breakdown; null = they have none, `$other` = the rest.
         */
        uems__insight__funnel__Part: {
            /** Steps */
            steps: components["schemas"]["Reached"][];
            /** Value */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_annotations_api_annotations_get: {
        parameters: {
            query?: {
                since?: string | null;
                until?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotations"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_annotation_api_annotations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnnotation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_annotation_api_annotations__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_annotation_api_annotations__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_annotation_api_annotations__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnotationChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_names_api_catalog_events_get: {
        parameters: {
            query?: {
                /** @description A part of the name, in any case */
                search?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventNames"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_properties_api_catalog_properties_get: {
        parameters: {
            query?: {
                of?: "event" | "person";
                /** @description Only of events of this name */
                event?: string | null;
                /** @description A part of the name, in any case */
                search?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyNames"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_values_api_catalog_values_get: {
        parameters: {
            query: {
                property: string;
                of?: "event" | "person";
                /** @description Only of events of this name */
                event?: string | null;
                /** @description A part of the name, in any case */
                search?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValuesFound"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_purposes_api_consents_purposes_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purposes"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_purposes_api_consents_purposes_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Purposes"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purposes"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posthog_questions_get_api_early_access_features: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    list_erasures_api_erasures_get: {
        parameters: {
            query?: {
                /** @description An id that may have been erased */
                person?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasures"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_erasure_api_erasures__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events_api_events_get: {
        parameters: {
            query?: {
                /** @description Any id of a person */
                person?: string | null;
                event?: string | null;
                since?: string | null;
                until?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Events"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_events_api_events_live_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example data: {"id":"o-1001","event":"order_paid","timestamp":"2026-06-01T01:30:00.000Z"} */
                    "text/event-stream": string;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_rejected_api_events_rejected_get: {
        parameters: {
            query?: {
                since?: string | null;
                code?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rejects"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_api_export__what__get: {
        parameters: {
            query?: {
                format?: "jsonl" | "parquet";
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path: {
                what: "events" | "persons";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posthog_questions_get_api_feature_flag_local_evaluation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    list_group_types_api_groups_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupTypes"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_groups_api_groups__type__get: {
        parameters: {
            query?: {
                /** @description A part of an id or of a property */
                search?: string | null;
                sort?: "last_seen" | "people" | "events";
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                /** @description A kind of groups, such as `company` */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Groups"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_group_api_groups__type___id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A kind of groups, such as `company` */
                type: string;
                /** @description The group's id, as events name it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_group_members_api_groups__type___id__members_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                /** @description A kind of groups, such as `company` */
                type: string;
                /** @description The group's id, as events name it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Persons"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_api_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    list_conflicts_api_identity_conflicts_get: {
        parameters: {
            query?: {
                why?: ("taken" | "known" | "held") | null;
                /** @description Those that somebody has put aside, instead of those that wait */
                dismissed?: boolean;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conflicts"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_conflict_api_identity_conflicts__id__accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismiss_conflict_api_identity_conflicts__id__dismiss_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_conflict_api_identity_conflicts__id__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_api_import_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         {
                 *           "event": "order_paid",
                 *           "id": "o-1001",
                 *           "properties": {
                 *             "revenue": 129
                 *           },
                 *           "received_at": "2026-06-02T00:00:00Z",
                 *           "source": "import",
                 *           "timestamp": "2026-06-01T09:30:00+08:00",
                 *           "user_id": "ada"
                 *         }
                 *       ],
                 *       "rejects": []
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_funnel_api_insight_funnel_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FunnelBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversion"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_histogram_api_insight_funnel_histogram_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HistogramBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Durations"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_course_api_insight_funnel_trend_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_lifecycle_api_insight_lifecycle_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LifecycleBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lives"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_people_api_insight_people_post: {
        parameters: {
            query?: {
                /** @description csv = the whole list as a file, as `Accept: text/csv` says */
                format?: ("json" | "csv") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleBehind"];
                    /**
                     * @example id,user_ids
                     *     8b1f0c5d2a64e97f,u-1024
                     */
                    "text/csv": string;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_retention_api_insight_retention_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Returned"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_stickiness_api_insight_stickiness_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StickinessBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Histogram"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_trend_api_insight_trend_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrendBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drawn"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_invitation_api_invitations__token__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description From the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_invitation_api_invitations__token__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description From the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_keys_api_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_key_api_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_key_api_keys__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_ranking_api_kol_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RankingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ranking"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_leader_api_kol__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaderBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lifecycle_api_lifecycle_get: {
        parameters: {
            query?: {
                /** @description First day; left out: 30 days before the last */
                since?: string | null;
                /** @description Last day; left out: yesterday */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lifecycle"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compute_lifecycle_api_lifecycle_compute_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryRun"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_rules_api_lifecycle_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["uems__api__lifecycle__PreviewBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["States"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rules_api_lifecycle_rules_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRules"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_rules_api_lifecycle_rules_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulesBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRules"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_rules_api_lifecycle_rules_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRules"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_starters_api_lifecycle_starters_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Starters"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members_api_members_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Members"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite_member_api_members_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMemberBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_member_api_members__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_member_api_members__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_invitation_api_members__id__invitation_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_merges_api_merges_get: {
        parameters: {
            query?: {
                /** @description Only what touched their ids */
                person?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merges"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_merge_api_merges__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_merge_api_merges__id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Persons"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_persons_api_persons_get: {
        parameters: {
            query?: {
                /** @description An id, or a part of an id or of a property */
                search?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Persons"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_persons_api_persons_merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_merge_api_persons_merge_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    query_persons_api_persons_query_post: {
        parameters: {
            query?: {
                /** @description csv = the whole list as a file, as `Accept: text/csv` says */
                format?: ("json" | "csv") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonsQuery"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonsFound"];
                    /**
                     * @example id,user_ids
                     *     8b1f0c5d2a64e97f,u-1024
                     */
                    "text/csv": string;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_person_api_persons__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_person_api_persons__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_person_api_persons__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_consents_api_persons__id__consents_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consents"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    say_consents_api_persons__id__consents_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Saying"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consents"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_person_api_persons__id__export_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "consents": [],
                     *       "events": [
                     *         {
                     *           "event": "order_paid"
                     *         }
                     *       ],
                     *       "links": [],
                     *       "person": {
                     *         "id": "8b1f0c5d2a64e97f",
                     *         "properties": {
                     *           "plan": "pro"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_groups_of_person_api_persons__id__groups_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonGroups"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_links_api_persons__id__links_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reasons"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions_api_persons__id__sessions_get: {
        parameters: {
            query?: {
                /** @description Only sessions with one of these events */
                event?: string[] | null;
                /** @description Only those that began earlier: where to jump to */
                before?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonSessions"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    split_person_api_persons__id__split_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Split"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Persons"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_split_api_persons__id__split_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Split"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_timeline_api_persons__id__timeline_get: {
        parameters: {
            query?: {
                /** @description Only events of these names */
                event?: string[] | null;
                /** @description Only of this session; empty = of none */
                session?: string | null;
                since?: string | null;
                /** @description Only what was earlier: where to jump to */
                before?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                /** @description A user id, an anonymous id or a person's public id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Events"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posthog_questions_get_api_product_tours: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    get_progress_api_progress_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_projects_api_projects_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Projects"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_project_api_projects_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProjectBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMade"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posthog_questions_get_api_projects_current_feature_flags_flag_remote_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    get_project_api_projects__project__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's id */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_project_api_projects__project__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's id */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_classes_api_properties_classes_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyClasses"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    give_classes_api_properties_classes_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Giving"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyClasses"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reports_api_reports_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reports"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_report_api_reports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReport"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_report_api_reports__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_report_api_reports__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_report_api_reports__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answer_report_api_reports__id__answer_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_rfm_api_rfm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RfmBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rfm"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_migration_api_rfm_migration_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RfmBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Migrations"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_roles_api_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Roles"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_everything_api_search_get: {
        parameters: {
            query: {
                /** @description A part of a name, or an id */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Everything"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_segments_api_segments_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segments"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_segment_api_segments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSegment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    combine_segments_api_segments_combine_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CombineBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CombinedBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_segment_api_segments_import_post: {
        parameters: {
            query: {
                name: string;
                /** @description Left out: one named like an id, or the first */
                column?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example user_id
                 *     u-1024
                 *     u-1025
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_api_segments_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["uems__api__segments__PreviewBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_segment_api_segments__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_segment_api_segments__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_segment_api_segments__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sizes_api_segments__id__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sizes"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_lookalike_api_segments__id__lookalike_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookalikeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookalikeAnswer"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members_api_segments__id__members_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
                /** @description csv = the whole list as a file, as `Accept: text/csv` says */
                format?: ("json" | "csv") | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Persons"];
                    /**
                     * @example id,user_ids
                     *     8b1f0c5d2a64e97f,u-1024
                     */
                    "text/csv": string;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_portrait_api_segments__id__portrait_get: {
        parameters: {
            query?: {
                /** @description Another segment; left out: everybody */
                against?: string | null;
                /** @description Person properties; left out: the commonest */
                property?: string[] | null;
                /** @description Tags; left out: all */
                tag?: string[] | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortraitBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_segment_api_segments__id__refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session_api_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProblem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_api_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_api_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password_api_session_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_first_account_api_setup_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posthog_questions_get_api_surveys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    list_kinds_api_tag_kinds_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Kinds"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tags_api_tags_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tags"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_tag_api_tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTag"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tag_api_tags__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tag_api_tags__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_tag_api_tags__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compute_tag_api_tags__id__compute_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComputeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draft_tag_api_tags__id__draft_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    give_value_api_tags__id__give_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GivenBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_values_api_tags__id__import_post: {
        parameters: {
            query?: {
                base?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example id,value
                 *     u-1024,gold
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagImport"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_labels_api_tags__id__labels_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Labels"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draw_sample_api_tags__id__labels_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SampleBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Labels"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    label_person_api_tags__id__labels__person__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A person's public id */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaidBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Labels"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_tag_api_tags__id__publish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_quality_api_tags__id__quality_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_tag_api_tags__id__retire_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    review_tag_api_tags__id__review_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_trials_api_tags__id__trials_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trials"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_trial_api_tags__id__trials_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTrial"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBody"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_trial_api_tags__id__trials__trial_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                trial_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_values_api_tags__id__values_get: {
        parameters: {
            query?: {
                base?: string | null;
                version?: number | null;
                /** @description Any id: this person's values, newest base first */
                person?: string | null;
                /** @description Only people who have this one */
                value?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Values"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_versions_api_tags__id__versions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Versions"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posthog_questions_get_api_web_experiments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_get_array_token_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_get_array_token_config_js: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "api_key": "wk_…",
                 *       "batch": [
                 *         {
                 *           "distinct_id": "ada",
                 *           "event": "Order Completed"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 1
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_beacon_v1_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "batch": [
                 *         {
                 *           "event": "Order Completed",
                 *           "type": "track",
                 *           "userId": "ada"
                 *         }
                 *       ],
                 *       "writeKey": "wk_…"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_get_capture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_capture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_get_decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_post_decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_get_e: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_e: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_post_flags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_get_flags_definitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_i_v0_ai_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_get_i_v0_e: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_i_v0_e: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_i_v1_analytics_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_i_v1_logs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_i_v1_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_i_v1_traces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_get_s: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_post_s: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    rudder_get_sourceConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_get_static_file_js: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    posthog_questions_get_static_version_file_js: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_a: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_alias: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_b: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "batch": [
                 *         {
                 *           "event": "Order Completed",
                 *           "type": "track",
                 *           "userId": "ada"
                 *         }
                 *       ],
                 *       "writeKey": "wk_…"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "batch": [
                 *         {
                 *           "event": "Order Completed",
                 *           "type": "track",
                 *           "userId": "ada"
                 *         }
                 *       ],
                 *       "writeKey": "wk_…"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    native_post_v1_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         {
                 *           "event": "order_paid",
                 *           "id": "o-1001",
                 *           "properties": {
                 *             "currency": "CNY",
                 *             "revenue": 129
                 *           },
                 *           "timestamp": "2026-06-01T09:30:00+08:00",
                 *           "user_id": "ada"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "rejected": []
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_g: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_i: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_identify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_m: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_p: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_get_v1_projects_key_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_s: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_screen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_t: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "event": "Order Completed",
                 *       "userId": "ada",
                 *       "writeKey": "wk_…"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
    segment_post_v1_track: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "event": "Order Completed",
                 *       "userId": "ada",
                 *       "writeKey": "wk_…"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The request as a whole cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "not_json"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The key is missing or unknown */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unknown_key"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "too_large"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
            /** @description Not now; send the same again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unavailable"
                     *     }
                     */
                    "application/json": unknown;
                };
            };
        };
    };
}
