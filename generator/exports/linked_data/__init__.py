"""What a page tells machines: schema.org as JSON-LD, Highwire and Dublin Core as `<meta>` tags."""

from generator.exports.linked_data.meta_tags import dublin_core, highwire
from generator.exports.linked_data.schema_org import Download, Node, Site, dataset, interview, question_page, script

__all__ = ["Download", "Node", "Site", "dataset", "dublin_core", "highwire", "interview", "question_page", "script"]
