"""Queued work: doing again what a worker left behind when it died, and forgetting what is done."""

from __future__ import annotations

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

logger = logging.getLogger(__name__)

RETRY_STALLED = "core.retry_stalled"
FORGET = "core.forget_finished"
DONE_KEPT_HOURS, FAILED_KEPT_HOURS = 7 * 24, 90 * 24
# A job that takes its worker down each time is left for somebody to look at.
MOST_TRIES = 10


# No lock: it must run whatever was left behind, itself too.
@app.periodic(cron="*/10 * * * *")
@app.task(name=RETRY_STALLED, queue="core", queueing_lock=RETRY_STALLED, pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Queue again every job of a worker that has not been heard of for half a minute."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        await _try_again(jobs, job)


@app.periodic(cron="57 3 * * *")
@app.task(name=FORGET, queue="core", queueing_lock=FORGET, pass_context=True)
async def forget_finished(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Delete jobs that were done a week ago, and those that failed and nobody has looked at for a quarter of a year."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=DONE_KEPT_HOURS)
    await jobs.delete_old_jobs(
        nb_hours=FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


async def _try_again(jobs: JobManager, job: Job) -> None:
    if job.attempts >= MOST_TRIES:
        logger.error("Job %s (%s) was left by its worker %s times and is given up", job.id, job.task_name, job.attempts)
        await jobs.finish_job(job, Status.FAILED, delete_job=False)
        return
    try:
        await jobs.retry_job(job)
    except UniqueViolation:
        # The same job waits already, for this one to end.
        await jobs.finish_job(job, Status.FAILED, delete_job=False)
    logger.warning("Job %s (%s) was left by its worker", job.id, job.task_name)
