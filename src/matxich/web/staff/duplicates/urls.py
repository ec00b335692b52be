"""Addresses of duplicates, below /staff/duplicates/."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff.duplicates import judged_views, merge_views, pair_views

urlpatterns = [
    path("duplicates/", pair_views.duplicates, name="duplicates"),
    path("duplicates/search/", pair_views.search, name="duplicates_search"),
    path("duplicates/progress", pair_views.progress, name="duplicates_progress"),
    path("duplicates/different/", pair_views.different, name="duplicates_different"),
    path("duplicates/<int:duplicate_pair_id>/", pair_views.pair, name="duplicate"),
    path("duplicates/by-hand/", merge_views.by_hand, name="duplicates_by_hand"),
    path("duplicates/merging/<int:kept_id>/<int:gone_id>/", merge_views.merging, name="duplicates_merging"),
    path("duplicates/merges/", merge_views.merges_list, name="merges"),
    path("duplicates/merges/<int:merge_id>/", merge_views.merge_page, name="merge"),
    path("duplicates/judged/", judged_views.judged, name="judgements"),
    path(
        "duplicates/judged/<int:duplicate_judgement_id>/taking-back/",
        judged_views.take_back,
        name="judgement_taking_back",
    ),
]
